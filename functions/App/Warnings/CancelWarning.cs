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
        var warning = state.Warning;
        var reason = PlainText.Check(
            "reason",
            body.Reason ?? throw PlatformProblems.Invalid("reason", "须向公众说明原因", "is required: why, for the public"),
            MaxReason);
        if (warning.Status == WarningStatus.Cancelled) return Change.None(state);
        WarningRules.RequireInForce(warning, by.At);
        return Publish(state, warning, reason, by, warning.Proposed?.Round ?? 0);
    }

    /// <param name="warning">As it is before its end.</param>
    /// <param name="round">Of the change that ends with it; 0 for none.</param>
    internal static Change<WarningState> Publish(WarningState state, Warning warning, LocalizedText reason, Acting by, int round)
    {
        var (next, scope) = (AddMessage.To(state, Ended(warning), MessageType.Cancel, by, reason), warning.Scope);
        return Change.To(next with { Assignments = state.Assignments.Cancelled() }, by.Actor, new WarningCancelled(
            scope.Sector, scope.District, warning.Level, warning.Wording.Headline, next.Messages.Count).Concerning(warning, round));
    }

    private static Warning Ended(Warning warning) => warning with { Status = WarningStatus.Cancelled, Proposed = null };
}
