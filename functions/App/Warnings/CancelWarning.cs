using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <param name="Reason">For the public; needed.</param>
public sealed record CancelBody([property: TextLimit(CancelWarning.MaxReason, Multiline = true)] LocalizedText? Reason = null);

/// <summary>Takes a warning out of force.</summary>
public static class CancelWarning
{
    public const int MaxReason = 500;

    /// <summary>None where it is cancelled already.</summary>
    /// <exception cref="ProblemException">invalid-field, warning-not-in-force.</exception>
    public static Change<WarningState> Decide(WarningState state, CancelBody body, Acting by)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        var reason = PlainText.Check(
            "reason",
            body.Reason ?? throw PlatformProblems.Invalid("reason", "须向公众说明原因", "is required: why, for the public"),
            MaxReason);
        if (warning.Status == WarningStatus.Cancelled) return Change.None(state);
        WarningRules.RequireInForce(warning, by.At);
        var next = AddMessage.To(state, Ended(warning), MessageType.Cancel, by, reason);
        return Change.To(next with { Assignments = state.Assignments.Cancelled() }, by.Actor, new WarningCancelled(
            scope.Sector, scope.District, warning.Level, warning.Wording.Headline, next.Messages.Count)
            .Concerning(warning, warning.Proposed?.Round ?? 0));
    }

    private static Warning Ended(Warning warning) => warning with { Status = WarningStatus.Cancelled, Proposed = null };
}
