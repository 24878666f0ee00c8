using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Rules;

/// <summary>A rule read another value at a scope, or judged it otherwise.</summary>
/// <param name="Version">Of the rule.</param>
/// <param name="District">Null for the complete city.</param>
/// <param name="Level">Null for none.</param>
public sealed record RuleValueRead(
    string Rule, int Version, string Sector, string? District, string Period, decimal Value, int Organisations, WarningLevel? Level) : Fact;

/// <summary>A rule suggested a warning, or a change of the one that lives; an officer verifies it.</summary>
/// <param name="Level">Null where it suggested the cancellation.</param>
/// <param name="Round">Of the change's verification; 0 for the warning itself.</param>
public sealed record RuleSuggested(string Rule, string Warning, string Period, WarningLevel? Level, int Round) : Fact;

/// <summary>
/// Keeps one live warning at most for each rule and scope: a reading raises it, and later ones suggest its changes and its end.
/// </summary>
public static class UpdateWatch
{
    /// <param name="current">Null while there is none.</param>
    /// <param name="readings">The newest period first, with and without values.</param>
    /// <param name="seen">Id of the warning that was looked for; null where there was no episode.</param>
    /// <param name="warning">Null where that warning does not exist yet.</param>
    /// <returns>None where nothing differs, or where the episode is not that of the warning any more: the next look decides.</returns>
    public static Change<Watch> Decide(
        Watch? current, IndicatorRule rule, Scope scope, IReadOnlyList<Reading> readings, string? seen, Warning? warning, Acting by)
    {
        var watch = current ?? new Watch(rule.Id, scope.Sector, scope.District);
        if (watch.Episode?.Signal.WarningId != seen) return Change.None(watch);
        // Never back to an earlier month: reports of it may come late, and its level is history.
        var reading = readings.FirstOrDefault(each => each.Value is not null
            && (watch.Reading is null || string.CompareOrdinal(each.Period, watch.Reading.Period) >= 0));
        if (reading is null) return Change.None(watch);

        var judged = watch with { Reading = reading, Level = JudgeReading.Decide(rule, watch.Level, reading.Value).Level };
        var next = judged with { Episode = Next(judged, rule, scope, reading, warning, by) };
        return Change.To(next, by.Actor, Facts(watch, next, rule));
    }

    private static Episode? Next(Watch watch, IndicatorRule rule, Scope scope, Reading reading, Warning? warning, Acting by)
    {
        if (watch.Episode is not { } episode) return watch.Level is { } first ? Begin(1, first) : null;
        var isNewPeriod = string.CompareOrdinal(reading.Period, episode.Period) > 0;
        if (!IsLive(episode, warning, by.At))
        {
            // A draft that an officer dismissed stays quiet until its level rises or another month comes.
            return watch.Level is { } level && (isNewPeriod || episode.Level is null || level > episode.Level)
                ? Begin(episode.Number + 1, level) : episode;
        }

        if (warning is null || !WarningRules.IsInForce(warning, by.At) || warning.Proposed is not null) return episode;
        if (episode.Suggestion is { } open && warning.Rounds < open.Round) return episode;
        var isTaken = episode.Suggestion is { } last && IsAnothers(warning, last.Round, by.Actor);
        var isSuggested = !isTaken && !isNewPeriod && watch.Level == episode.Level;
        return isSuggested || (watch.Level == warning.Level && !isNewPeriod) ? episode : episode with
        {
            Period = reading.Period,
            Level = watch.Level,
            Suggestion = Suggest(watch, rule, scope, reading, warning, by),
        };

        Episode Begin(int number, WarningLevel level) => new(
            number, SignalOf(rule, scope, reading, level, number, by), reading.Period, level);
    }

    /// <summary>Not ended: also where its warning is still to be drafted.</summary>
    private static bool IsLive(Episode episode, Warning? warning, DateTimeOffset now) => warning is null
        ? episode.Signal.Expires > now
        : warning.Status is WarningStatus.Draft or WarningStatus.Verified or WarningStatus.Published && !WarningRules.IsOver(warning, now);

    /// <summary>A publisher's change took the round that the suggestion was made for.</summary>
    private static bool IsAnothers(Warning warning, int round, string actor) =>
        warning.Verifications.FirstOrDefault(each => each.Round == round) is { } verified && verified.RequestedBy != actor;

    private static Suggestion Suggest(
        Watch watch, IndicatorRule rule, Scope scope, Reading reading, Warning warning, Acting by) => watch.Level is { } level
        ? new(warning.Rounds + 1, level, RuleWording.Of(rule, scope, reading), EndOf(rule, by))
        : new(warning.Rounds + 1, warning.Level, warning.Wording, warning.Expires, RuleWording.Recovered(reading));

    private static Signal SignalOf(
        IndicatorRule rule, Scope scope, Reading reading, WarningLevel level, int number, Acting by)
    {
        var wording = RuleWording.Of(rule, scope, reading);
        return new Signal(
            $"rule/{rule.Id}", $"{scope.Sector}-{scope.District ?? "city"}/{reading.Period}/{number}", scope.Sector, level, wording.Event,
            wording.Headline, wording.Description, wording.Instruction, scope.District, EndOf(rule, by), rule.Watched.Indicator,
            Certainty: Certainty.Observed).Checked();
    }

    /// <summary>To the second, as messages have it.</summary>
    private static DateTimeOffset EndOf(IndicatorRule rule, Acting by)
    {
        var validity = TimeSpan.FromDays(rule.ValidityDays);
        var longest = by.Settings.LongestValidity;
        return DateTimeOffset.FromUnixTimeSeconds((by.At + (validity < longest ? validity : longest)).ToUnixTimeSeconds());
    }

    private static IEnumerable<Fact> Facts(Watch before, Watch next, IndicatorRule rule)
    {
        var reading = next.Reading!;
        if (before.Reading != reading || before.Level != next.Level)
        {
            yield return new RuleValueRead(
                rule.Id, rule.Version, next.Sector, next.District, reading.Period, reading.Value!.Value, reading.Organisations, next.Level);
        }

        if (next.Episode is { } episode && episode != before.Episode)
        {
            yield return new RuleSuggested(
                rule.Id, episode.Signal.WarningId, episode.Period, episode.Level, episode.Suggestion?.Round ?? 0);
        }
    }
}
