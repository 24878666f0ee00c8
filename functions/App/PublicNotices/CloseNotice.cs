using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>A public notice has its outcome.</summary>
public sealed record NoticeClosed(string Application, StageOutcome Outcome) : ConfidentialFact;

/// <summary>Ends a notice: first its own state, then the review's stage.</summary>
public static class CloseNotice
{
    private const string Actor = nameof(CheckNoticeActivity);

    /// <summary>What is still asked is cancelled.</summary>
    public static Change<NoticeState> Decide(NoticeState state, StageOutcome outcome)
    {
        if (state.Notice.Outcome is not null) return Change.None(state);
        var cancelled = state.Assignments.Where(assignment => assignment.State == AssignmentState.Open)
            .Select(assignment => assignment with { State = AssignmentState.Cancelled }).ToList();
        return Change.To(
            state with { Notice = state.Notice with { Outcome = outcome }, Assignments = state.Assignments.With(cancelled) }, Actor,
            new NoticeClosed(state.Notice.Content.Application, outcome));
    }

    /// <summary>
    /// The review's side of it: the applicant's reasons where an objection is upheld, and who examined, so that no examiner decides
    /// another stage. A withdrawal in the last moment is one here, too.
    /// </summary>
    public static Change<ReviewState> Decide(ReviewState review, NoticeState state)
    {
        var (_, stage, round) = state.Notice.Stage;
        if (review.Run(stage, round) is not { State: not StageRunState.Closed } run) return Change.None(review);
        var outcome = review.Application.IsOver ? StageOutcome.Withdrawn
            : state.Notice.Outcome ?? throw new InvalidOperationException($"Notice {state.Notice.Id} is open.");
        var upheld = state.Rulings.Where(ruling => ruling.Ruling == Ruling.Upheld).Select(ruling => ruling.Reason).Distinct().ToList();
        var examined = state.Rulings.Select(ruling => new Decision(
            ruling.Assignment, stage, round, ruling.Person, ruling.Ruling == Ruling.Upheld ? DecisionKind.Reject : DecisionKind.Approve,
            null, [], ruling.Digest, ruling.At));
        return CloseStage.Decide(
            review with { Decisions = [.. review.Decisions, .. examined] },
            run with { Reasons = upheld.Count == 0 ? null : upheld },
            new StageEnd(outcome, [], new StageClosed(stage, round, outcome, 0, 0, 0, 0)), Actor);
    }
}
