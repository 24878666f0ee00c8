using FunctionsApp.Assignments;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits.Photos;

namespace FunctionsApp.SiteVisits;

/// <summary>Ends a stage of appointments: by its report, without one, or because the application was withdrawn.</summary>
public static class CloseVisit
{
    /// <param name="report">Any but Repeat.</param>
    public static Change<VisitState> Reported(VisitState state, StageRun run, VisitReport report, string actor)
    {
        var (kind, outcome) = report.Result switch
        {
            VisitResult.Passed => (DecisionKind.Approve, StageOutcome.Passed),
            VisitResult.Failed => (DecisionKind.Reject, StageOutcome.Rejected),
            VisitResult.SendBack => (DecisionKind.SendBack, StageOutcome.SentBack),
            _ => throw new ArgumentOutOfRangeException(nameof(report)),
        };
        // One person decides one stage: the officer in charge is among those who decided, and later stages read the summary.
        var decision = new Decision(
            report.Assignment, run.Stage, run.Round, report.Person, kind, report.Summary, [], report.Digest, report.At)
        {
            BackTo = report.BackTo,
        };
        var review = state.Review with { Decisions = [.. state.Review.Decisions, decision] };
        return End(
            state with { Review = review }, run with { Reasons = outcome == StageOutcome.Rejected ? [report.Summary] : null },
            outcome, actor, [], backTo: report.BackTo);
    }

    /// <summary>No one offered or reported in time: what the definition says of it.</summary>
    /// <param name="late">Open, its time is over.</param>
    public static Change<VisitState> Undecided(
        VisitState state, StageRun run, Assignment late, AppointmentDefinition stage, string actor, DateTimeOffset at)
    {
        var lapsed = state.Review.Assignments.With([late with { State = AssignmentState.Lapsed }]);
        var cancelled = CancelAppointment.Decide(
            state with { Review = state.Review with { Assignments = lapsed } }, run.Stage, run.Round, actor, at);
        var isApproved = stage.Undecided == UndecidedPolicy.Approve;
        var reason = VisitTexts.NotHeld(stage.Title).In(state.Review.Application.Applicant.Language);
        return End(
            cancelled.Next, run with { Reasons = isApproved ? null : [reason] },
            isApproved ? StageOutcome.Passed : StageOutcome.Rejected, actor,
            [new NewFact(actor, LapseAssignments.Fact(late, $"{stage.Undecided}")), .. cancelled.Facts], undecided: 1);
    }

    public static Change<VisitState> Withdrawn(VisitState state, StageRun run, string actor, DateTimeOffset at)
    {
        var cancelled = CancelAppointment.Decide(state, run.Stage, run.Round, actor, at);
        return End(cancelled.Next, run, StageOutcome.Withdrawn, actor, cancelled.Facts);
    }

    private static Change<VisitState> End(
        VisitState state, StageRun run, StageOutcome outcome, string actor, IReadOnlyList<NewFact> before, int undecided = 0,
        string? backTo = null)
    {
        var fact = new StageClosed(run.Stage, run.Round, outcome, 0, 0, 0, undecided);
        var removed = RemovePhoto.Unreported(state, run.Stage, run.Round, actor);
        var change = CloseStage.Decide(removed.Next.Review, run, new StageEnd(outcome, [], fact, backTo), actor);
        return new Change<VisitState>(removed.Next with { Review = change.Next }, [.. before, .. removed.Facts, .. change.Facts]);
    }
}
