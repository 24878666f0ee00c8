using FunctionsApp.Assignments;
using FunctionsApp.Identity;

namespace FunctionsApp.Warnings.Editing;

/// <summary>What of a warning waits to be verified, as publishers see it: by which role and until when, never by whom.</summary>
/// <param name="Change">Null for the draft itself.</param>
/// <param name="Since">UTC.</param>
/// <param name="Due">UTC; null while no person is asked.</param>
public sealed record WaitingVerification(Warning Warning, ProposedChange? Change, DateTimeOffset Since, Role By, DateTimeOffset? Due)
{
    /// <summary>Null where nothing waits.</summary>
    public static WaitingVerification? Of(WarningState state, Role verifier)
    {
        var warning = state.Warning;
        if (warning.Proposed is null && warning.Status != WarningStatus.Draft) return null;
        var round = warning.Proposed?.Round ?? 0;
        var open = state.Assignments.Where(assignment => assignment.State == AssignmentState.Open && assignment.Ask.Round == round);
        return new WaitingVerification(
            warning, warning.Proposed, warning.Proposed?.At ?? warning.CreatedAt, verifier,
            open.Select(assignment => (DateTimeOffset?)assignment.Due).Max());
    }
}
