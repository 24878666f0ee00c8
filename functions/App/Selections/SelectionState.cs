using FunctionsApp.Assignments;

namespace FunctionsApp.Selections;

public enum SelectionStatus
{
    /// <summary>Applications enter and wait.</summary>
    Open,

    /// <summary>They are ranked, and an officer is asked for the list.</summary>
    Proposed,

    Decided,
}

/// <summary>A call with the applications that wait for its decision, read at one moment.</summary>
public sealed record SelectionState(
    SelectionRound Round, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Placing> Placings, IReadOnlyList<Assignment> Assignments)
{
    /// <summary>Yuan that are reserved, of all batches.</summary>
    public decimal Reserved => Placings.Sum(placing => placing.Amount);

    /// <summary>Yuan that are left; null where no budget limits the call.</summary>
    public decimal? Left => Round.Budget - Reserved;

    /// <summary>Places that are left; null where none limit the call.</summary>
    public int? PlacesLeft => Round.Places - Placings.Count(placing => placing.Outcome == PlacingOutcome.Selected);

    public SelectionStatus StatusOf(SelectionBatch batch) => batch.Decision is not null ? SelectionStatus.Decided
        : Placings.Any(placing => placing.Batch == batch.Number) ? SelectionStatus.Proposed : SelectionStatus.Open;

    public Candidate? Find(string application) => Candidates.FirstOrDefault(candidate => candidate.Application == application);

    /// <summary>Null while its batch has no list.</summary>
    public Placing? PlacingOf(string application) => Placings.FirstOrDefault(placing => placing.Application == application);

    /// <summary>Those of a batch that are ranked, in order of rank.</summary>
    public IReadOnlyList<Candidate> Ranked(int batch) =>
        RankCandidates.InOrder(Candidates.Where(candidate => candidate.Batch == batch && candidate.IsRanked));

    public SelectionState With(Candidate next) => this with
    {
        Candidates = [.. Candidates.Select(candidate => candidate.Application == next.Application ? next : candidate)],
    };

    public SelectionState With(Placing next) => this with
    {
        Placings = [.. Placings.Select(placing => placing.Application == next.Application ? next : placing)],
    };

    public SelectionState With(SelectionBatch next) => this with { Round = Round.With(next) };
}
