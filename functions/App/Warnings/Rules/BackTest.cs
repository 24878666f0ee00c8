using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Rules;

/// <summary>What a back-test changes of a rule; what is left out is the rule's.</summary>
/// <param name="Sector">The first one of the rule where it is left out.</param>
/// <param name="District">Null for the complete city.</param>
/// <param name="Blue">From which value on; where one of the levels is stated, those that are not have no threshold.</param>
/// <param name="Organisations">So many at least.</param>
/// <param name="SharePercent">Of those who reported the earlier period.</param>
public sealed record BackTestBody(
    [property: SectorCode] string? Sector = null,
    [property: DistrictCode] string? District = null,
    decimal? Blue = null,
    decimal? Yellow = null,
    decimal? Orange = null,
    decimal? Red = null,
    decimal? Hysteresis = null,
    int? Organisations = null,
    int? SharePercent = null);

/// <summary>A month as the rule would have judged it.</summary>
/// <param name="Level">After it; null for none.</param>
public sealed record TestedMonth(Reading Reading, WarningLevel? Level, Move Move);

/// <summary>A warning that the rule would have raised, had an officer confirmed everything at once.</summary>
/// <param name="From">Period of the reading that raises it.</param>
/// <param name="Until">Period of the reading that ends it; null where it lasts.</param>
/// <param name="Months">With a warning: from its first month to the one before its end.</param>
/// <param name="Changes">Of its level, after the first.</param>
public sealed record TestedWarning(string From, string? Until, int Months, WarningLevel Highest, int Changes);

/// <summary>What a rule would have done in the past; nothing of it is stored.</summary>
/// <param name="Thresholds">By which it was tested, and so on.</param>
/// <param name="Months">The oldest first.</param>
public sealed record BackTest(
    string Rule, int Version, string Sector, string? District, IReadOnlyList<Threshold> Thresholds, decimal Hysteresis,
    MinimumSample Sample, IReadOnlyList<TestedMonth> Months, IReadOnlyList<TestedWarning> Warnings)
{
    private static readonly LocalizedText Contradiction = new(
        "须比前一等级更严重，且有数值可以达到", "must be worse than the level before, and within reach");

    private static readonly LocalizedText OutOfGap = new("须为 0 至相邻两级阈值之差", "must be 0 to the gap between two levels");

    private static readonly LocalizedText NotWatched = new("该规则不涉及此领域", "is not watched by the rule");

    /// <param name="readings">The oldest first, with and without values.</param>
    public static BackTest Of(IndicatorRule rule, Scope scope, IEnumerable<Reading> readings)
    {
        var (months, warnings, level) = (new List<TestedMonth>(), new List<TestedWarning>(), (WarningLevel?)null);
        foreach (var reading in readings)
        {
            var judged = JudgeReading.Decide(rule, level, reading.Value);
            months.Add(new TestedMonth(reading, judged.Level, judged.Move));
            if (judged.Level is { } now && level is null) warnings.Add(new TestedWarning(reading.Period, null, 1, now, 0));
            else if (level is not null) warnings[^1] = Next(warnings[^1], reading, judged);
            level = judged.Level;
        }

        return new BackTest(
            rule.Id, rule.Version, scope.Sector, scope.District, rule.Thresholds, rule.Hysteresis, rule.Sample, months, warnings);
    }

    /// <summary>The rule with other thresholds, and the scope that is tested.</summary>
    /// <exception cref="ProblemException">invalid-field: it would contradict itself, or does not watch the sector.</exception>
    public static (IndicatorRule Rule, Scope Scope) With(IndicatorRule rule, BackTestBody body)
    {
        (WarningLevel Level, decimal? At)[] levels =
        [
            (WarningLevel.Blue, body.Blue), (WarningLevel.Yellow, body.Yellow), (WarningLevel.Orange, body.Orange),
            (WarningLevel.Red, body.Red),
        ];
        var thresholds = levels.Where(each => each.At.HasValue).Select(each => new Threshold(each.Level, each.At!.Value)).ToList();
        var changed = rule with
        {
            Thresholds = thresholds.Count == 0 ? rule.Thresholds : thresholds,
            Hysteresis = body.Hysteresis ?? rule.Hysteresis,
            Sample = new MinimumSample(body.Organisations ?? rule.Sample.Organisations, body.SharePercent ?? rule.Sample.SharePercent),
        };
        var sector = body.Sector ?? rule.Sectors.First();
        var faults = RuleChecks.OfThresholds(changed).Concat(RuleChecks.OfSample(changed.Sample))
            .Select(error => Fault(changed, error.Path)).DistinctBy(fault => fault.Pointer).ToList();
        if (!rule.Sectors.Contains(sector)) faults.Add(MemberFault.Of("sector", "value", NotWatched));
        return faults.Count == 0 ? (changed, new Scope(sector, body.District)) : throw PlatformProblems.InvalidField.With(faults);
    }

    private static TestedWarning Next(TestedWarning warning, Reading reading, Judgement judged) => judged.Level is not { } level
        ? warning with { Until = reading.Period }
        : warning with
        {
            Months = warning.Months + 1,
            Highest = level > warning.Highest ? level : warning.Highest,
            Changes = warning.Changes + (judged.Move is Move.Raise or Move.Lower ? 1 : 0),
        };

    /// <param name="path">Of the rule's file.</param>
    private static MemberFault Fault(IndicatorRule rule, string path) => path switch
    {
        "$.hysteresis" => MemberFault.Of("hysteresis", "value", OutOfGap),
        "$.sample.organisations" => MemberFault.Of("organisations", "value", new(
            $"须为 {RuleChecks.FewestOrganisations} 至 {RuleChecks.MostOrganisations}",
            $"must be {RuleChecks.FewestOrganisations} to {RuleChecks.MostOrganisations}")),
        "$.sample.sharePercent" => MemberFault.Of("sharePercent", "value", new("须为 0 至 100", "must be 0 to 100")),
        _ => MemberFault.Of(
            rule.Thresholds[path["$.thresholds[".Length] - '0'].Level.ToString().ToLowerInvariant(), "value", Contradiction),
    };
}
