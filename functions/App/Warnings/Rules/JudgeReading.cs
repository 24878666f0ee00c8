namespace FunctionsApp.Warnings.Rules;

/// <summary>What a value does to the level of its scope.</summary>
public enum Move
{
    /// <summary>There was no level, and there is none.</summary>
    None,

    Raise,
    Hold,
    Lower,
    Clear,
}

/// <param name="Level">As it is now; null for none.</param>
public sealed record Judgement(WarningLevel? Level, Move Move);

/// <summary>
/// Judges values by a rule's thresholds. A level is reached at its threshold, and left only when the value has come back behind it by the
/// hysteresis: a value that swings within the band changes nothing.
/// </summary>
public static class JudgeReading
{
    /// <param name="present">The scope's level until now; null for none.</param>
    /// <param name="value">Null where there is none: then everything stays as it is.</param>
    public static Judgement Decide(IndicatorRule rule, WarningLevel? present, decimal? value)
    {
        var next = value is { } known ? Level(rule, present, rule.Badness(known)) : present;
        return new Judgement(next, (present, next) switch
        {
            (null, null) => Move.None,
            (_, null) => Move.Clear,
            (null, _) => Move.Raise,
            var (before, after) => after > before ? Move.Raise : after < before ? Move.Lower : Move.Hold,
        });
    }

    private static WarningLevel? Level(IndicatorRule rule, WarningLevel? present, decimal badness) => rule.Thresholds
        .Where(threshold => badness >= rule.Badness(threshold.At) - (threshold.Level <= present ? rule.Hysteresis : 0))
        .Select(threshold => (WarningLevel?)threshold.Level).Max();
}
