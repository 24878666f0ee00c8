using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.People;

/// <summary>Settings of the register. Bound from <c>People</c>.</summary>
public sealed class PeopleOptions
{
    /// <summary>People that one file may import, 1–10000. Default 2000.</summary>
    [Range(1, 10_000)]
    public int ImportRows { get; init; } = 2000;
}
