using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes.Stages;

/// <summary>What a mark of a criterion means, for example "outstanding in the country".</summary>
/// <param name="Mark">Points, 0–100, at most two decimals.</param>
public sealed record Anchor([property: Between(0, 100)] decimal Mark, LocalizedText Text);

/// <summary>What an expert marks from 0 to 100 points.</summary>
/// <param name="Key">kebab-case, at most 40 characters, unique in the rubric.</param>
/// <param name="Weight">Per cent of the score, 1–100.</param>
public sealed record Criterion([property: Name(40)] string Key, LocalizedText Title, [property: Between(1, 100)] int Weight)
{
    /// <summary>What to look at, where the title does not say it; null for none.</summary>
    public LocalizedText? Help { get; init; }

    /// <summary>A mark below it needs a comment, 0–100, at most two decimals; 0 for never.</summary>
    [Between(0, 100)]
    public decimal CommentBelow { get; init; }

    /// <summary>What some marks mean, each mark once and the lowest first, at most 10; empty for none.</summary>
    [Items(0, 10)]
    public IReadOnlyList<Anchor> Anchors { get; init; } = [];

    /// <summary>Whether it is a number of points: 0–100, at most two decimals.</summary>
    public static bool IsPoints(decimal value) => value is >= 0 and <= 100 && HasTwoDecimals(value);

    internal static bool HasTwoDecimals(decimal value) => decimal.Round(value, 2) == value;

    /// <summary>What is wrong with the definition: path below the criterion, and message.</summary>
    internal IEnumerable<(string Path, string Message)> Errors()
    {
        if (IsBlank(Title)) yield return (".title", "Both languages must have a text.");
        if (Help is not null && IsBlank(Help)) yield return (".help", "Both languages must have a text.");
        if (!HasTwoDecimals(CommentBelow)) yield return (".commentBelow", "Has at most two decimals.");
        for (var i = 0; i < Anchors.Count; i++)
        {
            if (Anchors[i] is not { } anchor) yield return ($".anchors[{i}]", "Must not be null.");
            else if (!HasTwoDecimals(anchor.Mark)) yield return ($".anchors[{i}].mark", "Has at most two decimals.");
            else if (IsBlank(anchor.Text)) yield return ($".anchors[{i}].text", "Both languages must have a text.");
            else if (i > 0 && Anchors[i - 1] is { } before && before.Mark >= anchor.Mark) yield return ($".anchors[{i}].mark",
                "Marks rise, and each comes once.");
        }
    }

    private static bool IsBlank(LocalizedText text) =>
        string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);
}
