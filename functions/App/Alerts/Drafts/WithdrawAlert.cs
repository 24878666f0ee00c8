using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>The author took an alert back before it was published.</summary>
public sealed record AlertWithdrawn(IReadOnlyList<string> Sectors) : Fact;

/// <summary>Takes an alert back before it is published.</summary>
public static class WithdrawAlert
{
    /// <summary>None where it is withdrawn already.</summary>
    /// <exception cref="ProblemException">not-allowed: someone else's; alert-over.</exception>
    public static Change<AlertDraftState> Decide(AlertDraftState state, string actor)
    {
        var draft = state.Draft;
        if (draft.Author != actor) throw IdentityProblems.NotAllowed.With("只有作者可以撤回", "Only its author withdraws an alert");
        if (draft.Status == AlertDraftStatus.Withdrawn) return Change.None(state);
        if (draft.Status is AlertDraftStatus.Published or AlertDraftStatus.Rejected) throw AlertProblems.AlertOver.With();
        var next = new AlertDraftState(draft with { Status = AlertDraftStatus.Withdrawn }, state.Assignments.Cancelled());
        return Change.To(next, actor, new AlertWithdrawn(draft.Sectors));
    }
}
