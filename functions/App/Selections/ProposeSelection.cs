using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>The applications of a batch are ranked, and an officer is asked for the list.</summary>
/// <param name="Amount">Yuan that the ranking gives out.</param>
public sealed record SelectionProposed(int Batch, int Ranked, int Selected, decimal Amount) : ConfidentialFact;

/// <summary>The question of a batch is put again: it was answered by none of those who were asked.</summary>
public sealed record SelectionAskedAgain(int Batch, int Times) : ConfidentialFact;

/// <summary>Ranks a batch whose entry is closed.</summary>
public static class ProposeSelection
{
    private const string Actor = nameof(PlanSelectionActivity);

    /// <summary>None where it is ranked already. A batch that all have left is decided without a question.</summary>
    /// <param name="holders">As <see cref="RankCandidates.Propose"/> takes them.</param>
    public static Change<SelectionState> Decide(
        SelectionState state, int number, IReadOnlyDictionary<string, string> holders, DateTimeOffset at)
    {
        if (state.Round.Batch(number) is not { Entry: not null, Decision: null } batch
            || state.StatusOf(batch) != SelectionStatus.Open) return Change.None(state);
        var placings = RankCandidates.Propose(state.Ranked(number), SelectionLimits.Of(state), holders, at);
        var next = state with { Placings = [.. state.Placings, .. placings] };
        if (placings.Count > 0) return Change.To(next, Actor, new SelectionProposed(
            number, placings.Count, placings.Count(placing => placing.Proposed is not null), placings.Sum(placing => placing.Amount)));
        return Change.To(
            next.With(batch with { Decision = new SelectionDecision(Actor, "", "", "", at.ToUniversalTime()) }), Actor,
            new SelectionDecided(number, 0, 0, 0));
    }

    /// <summary>Puts the question again where everybody's time is over; none otherwise.</summary>
    public static Change<SelectionState> AskAgain(SelectionState state, int number)
    {
        if (state.Round.Batch(number) is not { Decision: null } batch || !SelectionQuestion.IsGivenUp(state, batch))
        {
            return Change.None(state);
        }

        var renewed = batch with { Renewed = batch.Renewed + 1 };
        return Change.To(state.With(renewed), Actor, new SelectionAskedAgain(number, renewed.Renewed));
    }
}
