using System.Globalization;
using System.Text.RegularExpressions;
using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Statistics;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Fills a rule's texts with figures. Values are rounded, so that no sum of figures can be computed from a warning.</summary>
public static partial class RuleWording
{
    private const string Value = "value";

    /// <summary>Characters of a slot's text, at most.</summary>
    private const int LongestSlot = 30;

    /// <summary>Names of the slots in a text, in either language.</summary>
    public static IEnumerable<string> SlotsOf(LocalizedText text) =>
        Slot().Matches(text.Chinese + text.English).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>Slots that a rule's texts may have: no sum is published by a warning.</summary>
    public static IEnumerable<string> SlotsFor(Comparison comparison)
    {
        string[] always = ["sector", "area", "period", "organisations"];
        return comparison == Comparison.Level ? always : [.. always, Value];
    }

    /// <summary>Characters of the longer language with its slots filled, at most.</summary>
    public static int Longest(LocalizedText text) =>
        new[] { text.Chinese, text.English }.Max(each => Slot().Replace(each, new string('x', LongestSlot)).Length);

    /// <param name="reading">With a value.</param>
    public static Wording Of(IndicatorRule rule, Scope scope, Reading reading)
    {
        var wording = rule.Wording;
        return new(Fill(wording.Event), Fill(wording.Headline), Fill(wording.Description),
            wording.Instruction is { } instruction ? Fill(instruction) : null);

        LocalizedText Fill(LocalizedText text) => new(In(text, Language.Chinese), In(text, Language.English));

        string In(LocalizedText text, Language language) => Slot().Replace(text.In(language), match => match.Groups[1].Value switch
        {
            "sector" => Sectors.NameOf(scope.Sector).In(language),
            "area" => scope.Name.In(language),
            "period" => PageTexts.Month(Period.Find(reading.Period)!.Value.First).In(language),
            "organisations" => reading.Organisations.ToString(CultureInfo.InvariantCulture),
            Value => Rounded(rule.Watched.Comparison, reading.Value!.Value),
            _ => match.Value,
        });
    }

    /// <summary>Why a warning is to be cancelled.</summary>
    public static LocalizedText Recovered(Reading reading)
    {
        var month = PageTexts.Month(Period.Find(reading.Period)!.Value.First);
        return new($"按{month.Chinese}的统计数据，该指标已回到预警线以内。", $"By the figures of {month.English} the indicator is back to normal.");
    }

    /// <summary>Without its sign: the text says whether it rose or fell.</summary>
    private static string Rounded(Comparison comparison, decimal value) => decimal.Abs(value)
        .ToString(comparison == Comparison.ZScore ? "0.0" : "0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([a-z]*)\}")]
    private static partial Regex Slot();
}
