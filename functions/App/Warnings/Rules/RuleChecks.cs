using System.Text.RegularExpressions;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Statistics;

namespace FunctionsApp.Warnings.Rules;

/// <summary>What a rule must be beyond its shape, so that it neither contradicts itself nor gives an organisation away.</summary>
public static partial class RuleChecks
{
    /// <summary>A signal of it names no figure of fewer.</summary>
    public const int FewestOrganisations = 3;

    public const int MostOrganisations = 1000;
    private const int MostValidityDays = 90;
    private const decimal MostEachPercent = 1000;
    private const int ShortestWindow = 6;
    private const int LongestWindow = 24;

    /// <summary>All errors of all files, in the order of the files.</summary>
    public static IReadOnlyList<DefinitionError> Errors(IReadOnlyList<(string File, IndicatorRule Rule)> files) =>
    [
        .. from file in files
           from error in Name(file.File, file.Rule).Concat(Errors(file.Rule))
           select new DefinitionError(file.File, error.Path, error.Message),
        .. Versions(files),
    ];

    /// <summary>All errors of one rule beyond the name of its file.</summary>
    public static IEnumerable<(string Path, string Message)> Errors(IndicatorRule rule)
    {
        if (!Kebab().IsMatch(rule.Id)) yield return ("$.id", "Must be kebab-case, with 60 characters at most.");
        if (Blank(rule.Name)) yield return ("$.name", "Both languages must have a text.");
        if (rule.ValidityDays is < 1 or > MostValidityDays) yield return ("$.validityDays", $"Must be 1 to {MostValidityDays}.");
        foreach (var error in OfWatched(rule.Watched).Concat(OfThresholds(rule)).Concat(OfSample(rule.Sample)).Concat(OfWording(rule)))
        {
            yield return error;
        }
    }

    /// <summary>What contradicts itself; a back-test is held to it, too.</summary>
    public static IEnumerable<(string Path, string Message)> OfThresholds(IndicatorRule rule)
    {
        var thresholds = rule.Thresholds;
        if (thresholds.Count == 0) yield return ("$.thresholds", "There must be one at least.");
        for (var each = 1; each < thresholds.Count; each++)
        {
            var (lower, higher) = (thresholds[each - 1], thresholds[each]);
            if (higher.Level <= lower.Level) yield return ($"$.thresholds[{each}].level", "Levels must rise, each named once.");
            else if (rule.Badness(higher.At) <= rule.Badness(lower.At))
            {
                yield return ($"$.thresholds[{each}].at", $"Must be worse than {lower.At} of {lower.Level}.");
            }
        }

        if (rule.Hysteresis < 0) yield return ("$.hysteresis", "Must not be negative.");
        var gap = thresholds.Zip(thresholds.Skip(1), (lower, higher) => rule.Badness(higher.At) - rule.Badness(lower.At))
            .DefaultIfEmpty(decimal.MaxValue).Min();
        if (gap > 0 && rule.Hysteresis > gap) yield return ("$.hysteresis", $"Must not be more than {gap}, the gap between two levels.");
        foreach (var (index, threshold) in thresholds.Index())
        {
            if (Impossible(rule.Watched.Comparison, threshold.At)) yield return ($"$.thresholds[{index}].at", "No value can reach it.");
        }
    }

    /// <inheritdoc cref="OfThresholds"/>
    public static IEnumerable<(string Path, string Message)> OfSample(MinimumSample sample)
    {
        if (sample.Organisations is < FewestOrganisations or > MostOrganisations)
        {
            yield return ("$.sample.organisations", $"Must be {FewestOrganisations} to {MostOrganisations}.");
        }

        if (sample.SharePercent is < 0 or > 100) yield return ("$.sample.sharePercent", "Must be 0 to 100.");
    }

    private static IEnumerable<(string Path, string Message)> OfWatched(Watched watched)
    {
        if (Indicators.All.All(indicator => indicator.Code != watched.Indicator))
        {
            yield return ("$.watched.indicator", $"{watched.Indicator} is no indicator.");
        }

        if (watched.Sectors is { } sectors)
        {
            if (sectors.Count == 0) yield return ("$.watched.sectors", "There must be one at least; leave it out for all sectors.");
            if (sectors.Distinct().Count() < sectors.Count) yield return ("$.watched.sectors", "A sector is there twice.");
            foreach (var (index, sector) in sectors.Index())
            {
                if (!Sectors.IsSector(sector)) yield return ($"$.watched.sectors[{index}]", $"{sector} is no sector.");
            }
        }

        if ((watched.Comparison == Comparison.ShareOfOrganisations) != watched.EachPercent.HasValue)
        {
            yield return ("$.watched.eachPercent", "Must be there for the share of organisations, and only there.");
        }

        if (watched.EachPercent is <= 0 or > MostEachPercent) yield return ("$.watched.eachPercent", $"Must be 1 to {MostEachPercent}.");
        if ((watched.Comparison == Comparison.ZScore) != watched.Window.HasValue)
        {
            yield return ("$.watched.window", "Must be there for the z-score, and only there.");
        }

        if (watched.Window is < ShortestWindow or > LongestWindow)
        {
            yield return ("$.watched.window", $"Must be {ShortestWindow} to {LongestWindow}.");
        }
    }

    private static IEnumerable<(string Path, string Message)> OfWording(IndicatorRule rule)
    {
        var wording = rule.Wording;
        foreach (var (name, text, longest) in new[]
        {
            ("event", wording.Event, Wording.MaxEvent), ("headline", wording.Headline, Wording.MaxHeadline),
            ("description", wording.Description, Wording.MaxDescription), ("instruction", wording.Instruction, Wording.MaxInstruction),
        })
        {
            if (text is null) continue;
            var path = $"$.wording.{name}";
            if (Blank(text)) yield return (path, "Both languages must have a text.");
            foreach (var slot in RuleWording.SlotsOf(text).Except(RuleWording.SlotsFor(rule.Watched.Comparison)))
            {
                yield return (path, $"{{{slot}}} is no slot of such a rule.");
            }

            if (RuleWording.Longest(text) > longest) yield return (path, $"Must have {longest} characters at most with its slots filled.");
        }
    }

    /// <summary>A figure does not fall by more than all of it, nor move more organisations than there are.</summary>
    private static bool Impossible(Comparison comparison, decimal at) => comparison switch
    {
        Comparison.ChangeOnMonth or Comparison.ChangeOnYear => at <= -100,
        Comparison.ShareOfOrganisations => at is <= 0 or > 100,
        _ => false,
    };

    private static IEnumerable<(string Path, string Message)> Name(string file, IndicatorRule rule)
    {
        if (file != RuleCatalogue.FileName(rule)) yield return ("$.id",
            $"The file of this rule and version is named {RuleCatalogue.FileName(rule)}.");
    }

    private static IEnumerable<DefinitionError> Versions(IReadOnlyList<(string File, IndicatorRule Rule)> files) =>
        from rule in files.GroupBy(file => file.Rule.Id)
        from entry in rule.OrderBy(file => file.Rule.Version).Index()
        where entry.Item.Rule.Version != entry.Index + 1
        select new DefinitionError(entry.Item.File, "$.version",
            $"Version {entry.Index + 1} should come here: versions are 1, 2, 3 … without gaps or doubles.");

    private static bool Blank(LocalizedText text) => string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);

    [GeneratedRegex("^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
