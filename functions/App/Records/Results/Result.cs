using FunctionsApp.Applications;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;

namespace FunctionsApp.Records.Results;

/// <summary>How a decided application ended.</summary>
/// <param name="Score">Points of its last panel; null where none scored it.</param>
/// <param name="Rank">In its call; null where it was not ranked.</param>
/// <param name="Amount">Yuan that a selection reserved; null where none did.</param>
public sealed record Result(Application Application, decimal? Score, int? Rank, decimal? Amount)
{
    /// <param name="placing">As it was ranked last; null where it was not.</param>
    public static Result Of(ReviewState review, Placing? placing) => new(
        review.Application, review.Runs.Where(run => run.Score is not null).MaxBy(run => run.Round)?.Score,
        placing is { Rank: > 0 } ? placing.Rank : null,
        // What was reserved is free again where the application ended otherwise.
        review.Application.Status == ApplicationStatus.Approved ? review.Reserved : null);
}
