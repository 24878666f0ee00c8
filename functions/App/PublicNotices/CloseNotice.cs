using FunctionsApp.Applications;
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

    public static Change<NoticeState> Decide(NoticeState state, StageOutcome outcome) => state.Notice.Outcome is not null
        ? Change.None(state)
        : Change.To(
            state with { Notice = state.Notice with { Outcome = outcome } }, Actor,
            new NoticeClosed(state.Notice.Content.Application, outcome));

    /// <summary>The review's side of it. A withdrawal in the last moment is one here, too.</summary>
    public static Change<ReviewState> Decide(ReviewState review, NoticeState state)
    {
        var (_, stage, round) = state.Notice.Stage;
        if (review.Run(stage, round) is not { State: not StageRunState.Closed } run) return Change.None(review);
        var outcome = review.Application.IsOver ? StageOutcome.Withdrawn
            : state.Notice.Outcome ?? throw new InvalidOperationException($"Notice {state.Notice.Id} is open.");
        return CloseStage.Decide(
            review, run, new StageEnd(outcome, [], new StageClosed(stage, round, outcome, 0, 0, 0, 0)), Actor);
    }
}
