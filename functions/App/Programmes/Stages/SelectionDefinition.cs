using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>Ranks the applications of a closed call against the budget or a number of places.</summary>
public sealed record SelectionDefinition : OutsideDefinition
{
    /// <summary>Applications that are taken at most, 1–1000; null where the budget alone limits them.</summary>
    [Between(1, 1000)]
    public int? Places { get; init; }
}
