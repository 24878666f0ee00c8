namespace FunctionsApp.Programmes.Stages;

/// <summary>Ranks the applications of a closed call against the budget or a number of places.</summary>
public sealed record SelectionDefinition : OutsideDefinition
{
    /// <summary>Applications that are taken at most, 1–1000; null where the budget alone limits them.</summary>
    public int? Places { get; init; }

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (Places is < 1 or > 1000) yield return (".places", "Must be 1 to 1000.");
    }
}
