using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Takes an officer's answer on a change; confirmed it is published.</summary>
public static class VerifyChange
{
    /// <param name="state">With a change that waits.</param>
    /// <exception cref="ProblemException">invalid-field, assignment-closed: the warning is over; warning-too-many-messages.</exception>
    public static Change<WarningState> Decide(WarningState state, VerificationForm form, Acting by)
    {
        var (warning, proposed) = (state.Warning, state.Warning.Proposed!);
        var decision = VerifyWarning.Decision(form);
        var comment = VerifyWarning.Comment(form);
        if (form.Level is { } given && given != proposed.Level)
        {
            throw PlatformProblems.Invalid(
                "level", "变更的等级不能在核实时修改", "the level of a change is confirmed or dismissed as it is");
        }

        if (WarningRules.IsOver(warning, by.At))
        {
            throw AssignmentProblems.AssignmentClosed.With(
                null, new Dictionary<string, object?> { ["reason"] = AssignmentProblems.StageClosed });
        }

        var verified = warning with
        {
            Proposed = null,
            Verifications =
            [
                .. warning.Verifications,
                new ChangeVerification(proposed.Round, proposed.By, by.Actor, decision, proposed.Level, comment, by.At),
            ],
        };
        return decision == VerificationDecision.Confirm
            ? Publish(state, verified, proposed, by)
            : Change.To(
                state with { Warning = verified },
                by.Actor,
                new WarningChangeDismissed(
                    warning.Scope.Sector, warning.Scope.District, proposed.Level, proposed.Wording.Headline, warning.Messages.Count)
                    .Concerning(warning, proposed.Round));
    }

    private static Change<WarningState> Publish(WarningState state, Warning verified, ProposedChange proposed, Acting by)
    {
        if (proposed.Cancels is { } reason) return CancelWarning.Publish(state, verified, reason, by, proposed.Round);
        if (proposed.Expires is { } end && end != verified.Expires) WarningRules.CheckExpiry(end, by.At, by.Settings);
        var changed = verified with { Level = proposed.Level, Wording = proposed.Wording, Expires = proposed.Expires };
        var next = AddMessage.To(state, changed, MessageType.Update, by);
        var (scope, headline, message) = (changed.Scope, changed.Wording.Headline, next.Messages.Count);
        WarningFact fact = proposed.Escalates
            ? new WarningEscalated(scope.Sector, scope.District, changed.Level, headline, message)
            : new WarningUpdated(scope.Sector, scope.District, changed.Level, headline, message);
        return Change.To(next, by.Actor, fact.Concerning(changed, proposed.Round));
    }
}
