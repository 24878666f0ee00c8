using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Makes a draft of a signal; its fact starts the verification.</summary>
public static class DraftWarning
{
    /// <param name="current">What the same signal made before; null for nothing.</param>
    /// <param name="signal">Checked.</param>
    /// <exception cref="ProblemException">invalid-field: its end.</exception>
    public static Change<WarningState> Decide(WarningState? current, Signal signal, Acting by)
    {
        // A repeated signal is known whatever the time is now.
        if (current is not null) return Change.None(current);
        if (signal.Expires is { } expires) WarningRules.CheckExpiry(expires, by.At, by.Settings);
        var draft = new Warning
        {
            Id = signal.WarningId,
            Origin = new Origin(signal.Source, signal.ExternalId, by.Actor),
            Scope = new Scope(signal.Sector, signal.District),
            Evidence = new Evidence(signal.Indicator, signal.Value, signal.Urgency, signal.Certainty),
            Wording = signal.Wording,
            Level = signal.Level,
            CreatedAt = by.At,
            Expires = signal.Expires,
        };
        return Change.To(new WarningState(draft, [], []), by.Actor, new WarningDrafted(
            signal.Sector, signal.District, signal.Level, signal.Headline, 0));
    }
}
