using FunctionsApp.Platform;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics;

/// <summary>Checks one figure by its indicator, however it was sent.</summary>
public static class CheckFigure
{
    public const int LongestExplanation = 500;

    private const decimal Most = 1_000_000_000m;

    /// <summary>Why the figure cannot be taken.</summary>
    public static IReadOnlyList<LocalizedText> Faults(Indicator indicator, decimal value) =>
        IsRight(indicator, value) ? [] : [.. Wrong(indicator, value)];

    // Nearly all are, and a file has many.
    private static bool IsRight(Indicator indicator, decimal value) =>
        (value >= 0 || indicator.MayBeNegative) && decimal.Abs(value) <= Most
        && (value.Scale <= indicator.Decimals || decimal.Round(value, indicator.Decimals) == value);

    private static IEnumerable<LocalizedText> Wrong(Indicator indicator, decimal value)
    {
        if (value < 0 && !indicator.MayBeNegative) yield return new("不能为负数", "must not be negative");
        if (decimal.Abs(value) > Most) yield return new($"不能超过 {Most:0}", $"must not exceed {Most:0}");
        if (decimal.Round(value, indicator.Decimals) == value) yield break;
        yield return new($"最多 {indicator.Decimals} 位小数", $"has more than {indicator.Decimals} decimals");
    }

    /// <summary>What the reporter is asked to explain; null for nothing.</summary>
    /// <param name="earlier">The figure of the last period; null where there is none.</param>
    public static LocalizedText? Jump(Indicator indicator, decimal value, decimal? earlier)
    {
        if (earlier is not { } last || decimal.Abs(last) < indicator.JumpFrom) return null;
        if (decimal.Abs(value - last) * 100 <= decimal.Abs(last) * indicator.JumpPercent) return null;
        return new($"与上期 {last} 相比变动过大，请说明", $"jumps against {last} of the last period; explain it");
    }
}
