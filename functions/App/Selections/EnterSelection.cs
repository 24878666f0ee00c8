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
    /// None where it entered before. Once the entry is closed, an application of a standing call begins the next batch; any other comes
    /// too late.
    /// </summary>
    /// <param name="opening">The round with its first batch, for the first application of the call.</param>
    public static Change<SelectionState> Decide(SelectionState? current, SelectionRound opening, Candidate candidate, bool isStanding)
    {
        if (current is null) return Entered(new SelectionState(opening, [], [], []), candidate with { Batch = 1 }, isNew: true);
        if (current.Find(candidate.Application) is not null) return Change.None(current);
        var last = current.Round.Last;
        if (last.Entry is null) return Entered(current, candidate with { Batch = last.Number });
        if (!isStanding) return Entered(current, candidate with { Batch = last.Number, IsLate = true });
        var next = new SelectionBatch(last.Number + 1, candidate.EnteredAt);
        var round = current.Round with { Batches = [.. current.Round.Batches, next] };
        return Entered(current with { Round = round }, candidate with { Batch = next.Number }, isNew: true);
    }

    private static Change<SelectionState> Entered(SelectionState state, Candidate candidate, bool isNew = false)
    {
        var entered = new CandidateEntered(candidate.Application, candidate.Batch, candidate.IsLate);
        var call = state.Round.Call;
        IEnumerable<Fact> facts = isNew ? [new SelectionOpened(call.Programme, call.Stage, candidate.Batch), entered] : [entered];
        return Change.To(state with { Candidates = [.. state.Candidates, candidate] }, Actor, facts);
    }
}
