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

    /// <summary>As it entered last; null where it never did.</summary>
    public Candidate? Find(string application) =>
        Candidates.Where(candidate => candidate.Application == application).MaxBy(candidate => candidate.Before);

    /// <summary>As it is ranked in the placing's batch.</summary>
    public Candidate CandidateOf(Placing placing) =>
        Candidates.First(candidate => (candidate.Application, candidate.Batch) == (placing.Application, placing.Batch));

    /// <summary>Of the application as it entered last; null while its batch has no list.</summary>
    public Placing? PlacingOf(string application) => Find(application) is not { } candidate ? null
        : Placings.FirstOrDefault(placing => (placing.Application, placing.Batch) == (application, candidate.Batch));

    /// <summary>Whether it was sent back, and is to be ranked again.</summary>
    public bool IsUnderWayAgain(Candidate candidate) => !candidate.HasLeft && PlacingOf(candidate.Application) is { BackTo: not null };

    /// <summary>Those of a batch that are ranked, in order of rank.</summary>
    public IReadOnlyList<Candidate> Ranked(int batch) =>
        RankCandidates.InOrder(Candidates.Where(candidate => candidate.Batch == batch && candidate.IsRanked));

    public SelectionState With(Candidate next) => this with
    {
        Candidates =
        [
            .. Candidates.Select(each => (each.Application, each.Before) == (next.Application, next.Before) ? next : each),
        ],
    };

    public SelectionState With(Placing next) => this with
    {
        Placings = [.. Placings.Select(each => (each.Application, each.Batch) == (next.Application, next.Batch) ? next : each)],
    };

    public SelectionState With(SelectionBatch next) => this with { Round = Round.With(next) };
}
