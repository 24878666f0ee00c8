using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Selections;

/// <summary>An application is selected, and money is reserved for it.</summary>
/// <param name="Amount">Yuan; 0 where the programme grants none.</param>
/// <param name="Rank">By the score of the panel, 1 for the first.</param>
/// <param name="Ranked">Applications that were ranked with it.</param>
[ShownAs(Right.Course)]
public sealed record AmountReserved(string Stage, int Round, decimal Amount, int Rank, int Ranked) : Fact;

/// <summary>An application is on the reserve list of its call.</summary>
/// <param name="Until">When the list ends, UTC.</param>
[ShownAs(Right.Course)]
public sealed record PutOnReserve(string Stage, int Round, int Rank, int Ranked, DateTimeOffset Until) : Fact;

/// <summary>An application's side of a selection: its stage.</summary>
public static class CloseSelection
{
    private const string Actor = nameof(CheckSelectionActivity);

    /// <summary>Opens the stage; none where it was opened, or the application is not under review.</summary>
    public static Change<ReviewState> Open(ReviewState review, StageRequest stage, DateTimeOffset at)
    {
        if (review.Run(stage.Stage, stage.Round) is not null || review.Application.Status != Applications.ApplicationStatus.Submitted)
        {
            return Change.None(review);
        }

        return Change.To(
            review.With(new StageRun(stage.Stage, stage.Round, StageRunState.Open, at.ToUniversalTime())), Actor,
            new StageOpened(stage.Stage, stage.Round, 0, null));
    }

    /// <summary>Whether an application's place is final; null while its stage waits.</summary>
    public static StageOutcome? OutcomeOf(SelectionState state, string application)
    {
        if (state.Find(application) is not { } candidate) return null;
        if (candidate.IsLate) return StageOutcome.Rejected;
        if (state.Round.Batch(candidate.Batch)?.Decision is null) return null;
        return state.PlacingOf(application)?.Outcome switch
        {
            PlacingOutcome.Selected => StageOutcome.Passed,
            PlacingOutcome.Declined => StageOutcome.Rejected,
            PlacingOutcome.Left => StageOutcome.Withdrawn,
            PlacingOutcome.SentBack => StageOutcome.SentBack,
            _ => null,
        };
    }

    /// <summary>
    /// Ends the stage by the application's place, records that it is on the reserve list, or does nothing while it must wait. A
    /// withdrawal in the last moment is one here, too.
    /// </summary>
    public static Change<ReviewState> Decide(ReviewState review, StageRequest stage, SelectionState state)
    {
        if (review.Run(stage.Stage, stage.Round) is not { State: not StageRunState.Closed } run) return Change.None(review);
        if (review.Application.IsOver) return End(review, run, StageOutcome.Withdrawn);
        var (id, language) = (review.Application.Id, review.Application.Applicant.Language);
        if (state.Find(id) is not { } candidate) return Change.None(review);
        var (placing, ranked) = (state.PlacingOf(id), state.Placings.Count(each => each.Batch == candidate.Batch));
        if (OutcomeOf(state, id) is not { } outcome)
        {
            return placing is { Outcome: PlacingOutcome.Reserve, Until: { } until }
                ? Reserve(review, run, placing, ranked, until) : Change.None(review);
        }

        if (outcome == StageOutcome.Withdrawn) return End(review, run, outcome);
        var decided = WithDecision(review, run, candidate, placing, state.Round.Batch(candidate.Batch)?.Decision, outcome);
        if (outcome == StageOutcome.SentBack) return End(decided, run, outcome, placing?.BackTo);
        if (outcome == StageOutcome.Rejected) return End(
            decided, run with { Reasons = [SelectionTexts.WhyNot(candidate, placing, ranked).In(language)] }, outcome);
        var end = End(decided, run with { Amount = placing!.Amount }, outcome);
        var reserved = Change.To(review, Actor, new AmountReserved(run.Stage, run.Round, placing.Amount, placing.Rank, ranked));
        return end with { Facts = [.. reserved.Facts, .. end.Facts] };
    }

    /// <summary>
    /// Who changed its place by hand decided a stage of it, and decides no other one: the ranking alone is no person's decision on it.
    /// </summary>
    private static ReviewState WithDecision(
        ReviewState review, StageRun run, Candidate candidate, Placing? placing, SelectionDecision? decision, StageOutcome outcome) =>
        placing?.Reason is null || decision is null || decision.Assignment.Length == 0 || candidate.Judges.Contains(decision.Person)
            ? review : review with
            {
                Decisions =
                [
                    .. review.Decisions, new Decision(
                        decision.Assignment, run.Stage, run.Round, decision.Person, KindOf(outcome), placing.Reason, [], decision.Digest,
                        decision.At) { BackTo = placing.BackTo },
                ],
            };

    private static DecisionKind KindOf(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Passed => DecisionKind.Approve,
        StageOutcome.SentBack => DecisionKind.SendBack,
        _ => DecisionKind.Reject,
    };

    private static Change<ReviewState> Reserve(ReviewState review, StageRun run, Placing placing, int ranked, DateTimeOffset until) =>
        run.Due == until ? Change.None(review) : Change.To(
            review.With(run with { Due = until }), Actor, new PutOnReserve(run.Stage, run.Round, placing.Rank, ranked, until));

    private static Change<ReviewState> End(ReviewState review, StageRun run, StageOutcome outcome, string? backTo = null) =>
        CloseStage.Decide(
            review, run, new StageEnd(outcome, [], new StageClosed(run.Stage, run.Round, outcome, 0, 0, 0, 0), backTo), Actor);
}
