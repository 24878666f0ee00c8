using FunctionsApp.Platform;

namespace FunctionsApp.Pages.Charts;

/// <summary>A part of each bar.</summary>
/// <param name="Class">Of the style sheet, which has its colour.</param>
public sealed record ChartPart(LocalizedText Name, string Class);

/// <summary>A bar, from left to right.</summary>
/// <param name="Values">One for each part, 0 or more.</param>
public sealed record ChartBar(LocalizedText Name, IReadOnlyList<long> Values);

/// <summary>Numbers by two properties.</summary>
/// <param name="Of">What the bars are, above their names in the table.</param>
/// <param name="Bars">From above to below.</param>
public sealed record ChartData(LocalizedText Title, LocalizedText Of, IReadOnlyList<ChartPart> Parts, IReadOnlyList<ChartBar> Bars)
{
    /// <summary>Four shades, from the lightest.</summary>
    public static readonly IReadOnlyList<string> Shades = ["shade-1", "shade-2", "shade-3", "shade-4"];
}
