using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <param name="Reason">For the public.</param>
public sealed record CancelBody(LocalizedText? Reason = null);

/// <summary>Takes a warning out of force.</summary>
public static class CancelWarning
{
    private const int MaxReason = 500;

    /// <summary>None where it is cancelled already.</summary>
    /// <exception cref="ProblemException">invalid-field, warning-not-in-force.</exception>
    public static Change<WarningState> Decide(WarningState state, CancelBody body, Acting by)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        var reason = body.Reason is null ? null : PlainText.Check("reason", body.Reason, MaxReason);
        if (warning.Status == WarningStatus.Cancelled) return Change.None(state);
        WarningRules.RequireInForce(warning, by.At);
        var next = AddMessage.To(state, warning with { Status = WarningStatus.Cancelled }, MessageType.Cancel, by, reason);
        return Change.To(next, by.Actor, new WarningCancelled(
            scope.Sector, scope.District, warning.Level, warning.Wording.Headline, next.Messages.Count).Concerning(warning));
    }
}
