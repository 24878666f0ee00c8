using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Rules;

/// <summary>What a rule found at one scope.</summary>
/// <param name="District">Null for the complete city.</param>
/// <param name="Level">Null for none.</param>
/// <param name="Warning">Id of its last warning; null while there was none.</param>
public sealed record WatchView(
    string Sector, string? District, string Period, decimal Value, int Organisations, WarningLevel? Level, string? Warning);

/// <summary>A rule with what it found.</summary>
/// <param name="Version">The newest.</param>
/// <param name="Active">The version that raises warnings; null for none: the rule is proposed.</param>
/// <param name="Reason">Why it was switched last; null while it never was.</param>
/// <param name="Since">When it was switched last, UTC.</param>
public sealed record RuleView(
    string Id, int Version, LocalizedText Name, int? Active, string? Reason, DateTimeOffset? Since, Watched Watched,
    IReadOnlyList<Threshold> Thresholds, decimal Hysteresis, MinimumSample Sample, int ValidityDays, Wording Wording,
    IReadOnlyList<WatchView> Scopes)
{
    /// <param name="state">Null while it was never switched.</param>
    public static RuleView Of(IndicatorRule rule, RuleSwitch? state, IReadOnlyList<Watch> watches) => new(
        rule.Id, rule.Version, rule.Name, state?.Version, state?.Reason, state?.At, rule.Watched, rule.Thresholds, rule.Hysteresis,
        rule.Sample, rule.ValidityDays, rule.Wording,
        [
            .. from watch in watches
               where watch.Reading is not null
               select new WatchView(
                   watch.Sector, watch.District, watch.Reading!.Period, watch.Reading.Value!.Value, watch.Reading.Organisations,
                   watch.Level, watch.Episode?.Signal.WarningId),
        ]);
}
