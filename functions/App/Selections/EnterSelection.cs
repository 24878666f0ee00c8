using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Selections;

/// <summary>Something of a batch changed; its run looks again.</summary>
public abstract record SelectionChanged(int Batch) : ConfidentialFact;

/// <summary>A batch takes applications: its run starts.</summary>
public sealed record SelectionOpened(string Programme, string Stage, int Batch) : Fact;

/// <summary>An application waits to be ranked.</summary>
/// <param name="IsLate">The entry was closed: it is not ranked.</param>
public sealed record CandidateEntered(string Application, int Batch, bool IsLate) : SelectionChanged(Batch);

/// <summary>Lets an application wait in its call's batch.</summary>
public static class EnterSelection
{
    private const string Actor = nameof(CheckSelectionActivity);

    /// <summary>
    /// None where it entered before. Once the entry is closed, an application of a standing call begins the next batch, as one does that
    /// was sent back and comes again; any other comes too late.
    /// </summary>
    /// <param name="opening">The round with its first batch, for the first application of the call.</param>
    public static Change<SelectionState> Decide(SelectionState? current, SelectionRound opening, Candidate candidate, bool isStanding)
    {
        if (current is null) return Entered(new SelectionState(opening, [], [], []), candidate with { Batch = 1 }, isNew: true);
        var earlier = current.Find(candidate.Application);
        if (IsThere(current, candidate.Application, candidate.Round)) return Change.None(current);
        var last = current.Round.Last;
        if (earlier is null && !isStanding && current.Round.Batches[0].Entry is not null)
        {
            return Entered(current, candidate with { Batch = last.Number, IsLate = true });
        }

        candidate = candidate with { Before = earlier is null ? 0 : earlier.Before + 1 };
        if (last.Entry is null) return Entered(current, candidate with { Batch = last.Number });
        var next = new SelectionBatch(last.Number + 1, candidate.EnteredAt);
        var round = current.Round with { Batches = [.. current.Round.Batches, next] };
        return Entered(current with { Round = round }, candidate with { Batch = next.Number }, isNew: true);
    }

    /// <summary>Whether an application has a place; not in a later round of its review, where its place of before counts no more.</summary>
    public static bool IsThere(SelectionState state, string application, int round) => state.Find(application) is { } earlier
        && (round <= earlier.Round || !(earlier.HasLeft || state.IsUnderWayAgain(earlier)));

    private static Change<SelectionState> Entered(SelectionState state, Candidate candidate, bool isNew = false)
    {
        var entered = new CandidateEntered(candidate.Application, candidate.Batch, candidate.IsLate);
        var call = state.Round.Call;
        IEnumerable<Fact> facts = isNew ? [new SelectionOpened(call.Programme, call.Stage, candidate.Batch), entered] : [entered];
        return Change.To(state with { Candidates = [.. state.Candidates, candidate] }, Actor, facts);
    }
}
