using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>An application is ranked no more; what was reserved for it is free again.</summary>
/// <param name="Freed">Yuan.</param>
public sealed record CandidateLeft(string Application, int Batch, decimal Freed) : SelectionChanged(Batch);

/// <summary>Takes an application out that was withdrawn, or rejected by a later stage.</summary>
public static class LeaveSelection
{
    /// <summary>None where it left before, was not selected anyway, or never entered.</summary>
    public static Change<SelectionState> Decide(SelectionState state, string application, string actor, DateTimeOffset at)
    {
        if (state.Find(application) is not { IsRanked: true } candidate) return Change.None(state);
        var placing = state.PlacingOf(application);
        var isDecided = state.Round.Batch(candidate.Batch)?.Decision is not null;
        if (isDecided && placing is { Outcome: PlacingOutcome.Declined }) return Change.None(state);
        var next = state.With(candidate with { HasLeft = true });
        if (placing is not null)
        {
            next = next.With(placing with { Outcome = PlacingOutcome.Left, Amount = 0, Until = null, ChangedAt = at.ToUniversalTime() });
        }

        return Change.To(next, actor, new CandidateLeft(application, candidate.Batch, placing?.Amount ?? 0));
    }
}
