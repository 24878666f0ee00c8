using System.Runtime.CompilerServices;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;

namespace FunctionsApp.Records.Results;

/// <summary>Finds how the decided applications of a programme and a year ended.</summary>
public sealed class ReadResults(AggregateStore store, Lists lists)
{
    /// <summary>Applications that are read at once.</summary>
    private const int AtOnce = 16;

    /// <summary>Those that fit and whose result the caller may see, the newest first.</summary>
    /// <param name="search">Names a programme.</param>
    public async IAsyncEnumerable<Result> RunAsync(
        AuditSearch search, Caller caller, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var placings = await PlacingsAsync(search.Programme!, cancellation);
        var lines = lists.ReadAllAsync(ApplicationIndex.OfYear, ApplicationIndex.Year(search.Year), cancellation);
        var decided = lines.Where(line => search.Fits(line) && ApplicationAccess.StateOf(line.Status) == MatterState.Over);
        await foreach (var some in decided.Chunk(AtOnce).WithCancellation(cancellation))
        {
            foreach (var found in await Task.WhenAll(some.Select(line => store.FindAsync(ReviewAggregate.Kind, line.Id, cancellation))))
            {
                // A line may be late: what counts is the state.
                if (found?.State is { } review && Sees(caller, review))
                {
                    yield return Result.Of(review, placings.GetValueOrDefault(review.Application.Id));
                }
            }
        }
    }

    private static bool Sees(Caller caller, ReviewState review) =>
        new ApplicationCase(review.Application, review.Assignments).For(caller).Has(Right.Result);

    /// <summary>By application, as it was ranked last in the calls of a programme.</summary>
    private async Task<IReadOnlyDictionary<string, Placing>> PlacingsAsync(string programme, CancellationToken cancellation)
    {
        var placings = new Dictionary<string, Placing>();
        await foreach (var line in lists.ReadAllAsync(SelectionIndex.All, SelectionIndex.AllProgrammes, cancellation))
        {
            if (line.Call.Programme != programme) continue;
            if ((await store.FindAsync(SelectionAggregate.Kind, line.Id, cancellation))?.State is not { } selection) continue;
            foreach (var application in selection.Candidates.Select(candidate => candidate.Application).Distinct())
            {
                if (selection.PlacingOf(application) is { } placing) placings[application] = placing;
            }
        }

        return placings;
    }
}
