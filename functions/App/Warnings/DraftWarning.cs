using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Makes a draft of a signal; its fact starts the verification.</summary>
public static class DraftWarning
{
    /// <param name="current">What the same signal made before; null for nothing.</param>
    /// <param name="signal">Checked.</param>
    /// <exception cref="ProblemException">invalid-field: its end; signal-differs.</exception>
    /// <param name="arrival">Of a CAP alert.</param>
    public static Change<WarningState> Decide(WarningState? current, Signal signal, Acting by, Arrival? arrival = null)
    {
        // A repeated signal is known whatever the time is now.
        if (current is not null)
        {
            RequireSame(current.Warning, signal);
            return Change.None(current);
        }

        if (signal.Expires is { } expires) WarningRules.CheckExpiry(expires, by.At, by.Settings);
        var draft = new Warning
        {
            Id = signal.WarningId,
            Origin = new Origin(signal.Source, signal.ExternalId, by.Actor),
            Scope = signal.Scope,
            Evidence = new Evidence(signal.Indicator, signal.Value, signal.Urgency, signal.Certainty),
            Wording = signal.Wording,
            Level = signal.Level,
            CreatedAt = by.At,
            Expires = signal.Expires,
            CapStatus = StatusOf(signal, by.Settings.Issuer.Status),
            Signal = signal,
            Arrival = arrival,
        };
        return Change.To(new WarningState(draft, [], []), by.Actor, new WarningDrafted(
            signal.Sector, draft.Scope.District, signal.Level, signal.Headline, 0).Concerning(draft));
    }

    /// <summary>A signal makes nothing more earnest than the settings do.</summary>
    private static CapStatus StatusOf(Signal signal, CapStatus configured) =>
        signal.Exercise && configured == CapStatus.Actual ? CapStatus.Exercise : configured;

    /// <summary>Numbers are compared by value, texts by what is kept of them.</summary>
    private static void RequireSame(Warning first, Signal again)
    {
        if (first.Signal is not { } kept) return;
        var (before, now) = (Members(kept), Members(again));
        var differing = before.Keys.Where(name => !JsonElement.DeepEquals(before[name], now[name])).ToList();
        if (differing.Count == 0) return;
        throw WarningProblems.SignalDiffers.With(
            new($"与首次不同：{string.Join("、", differing)}", $"Other than the first time: {string.Join(", ", differing)}"),
            new Dictionary<string, object?> { ["warningId"] = first.Id, ["differs"] = differing });

        static Dictionary<string, JsonElement> Members(Signal signal) => JsonSerializer.SerializeToElement(signal, AppJson.Options)
            .EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
    }
}
