using System.Reflection;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics;

/// <summary>How the figure of a longer time is made of its months.</summary>
public enum Aggregation
{
    Sum,

    /// <summary>That of the last month.</summary>
    EndOfPeriod,
}

/// <summary>A reported figure.</summary>
/// <param name="Decimals">Places after the point at most.</param>
/// <param name="Aggregation">What the figure of a quarter or a year is: a number of people is no sum.</param>
/// <param name="JumpPercent">Change against the last period, above which the reporter explains it.</param>
/// <param name="JumpFrom">Figure of the last period, below which no change is a jump.</param>
public sealed record Indicator(
    string Code, LocalizedText Name, LocalizedText Unit, int Decimals, bool MayBeNegative, Aggregation Aggregation, decimal JumpPercent,
    decimal JumpFrom);

/// <summary>The indicators that organisations report. Source: M14, M18.</summary>
public static class Indicators
{
    public static readonly IReadOnlyList<Indicator> All = Load();

    /// <summary>By code, or by name in one of the languages; null for none.</summary>
    public static Indicator? Find(string text) => All.FirstOrDefault(indicator =>
        indicator.Code == text || indicator.Name.Chinese == text || indicator.Name.English == text);

    private static List<Indicator> Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("statistics/indicators.json")!;
        return JsonSerializer.Deserialize<List<Indicator>>(file, AppJson.Strict)!;
    }
}
