using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Reviews;

/// <summary>Reads and changes an application's review; the only place that knows its rows.</summary>
public sealed class ReviewStore(TableServiceClient tables, ApplicationPartition partition)
{
    private const int Attempts = 20;

    private TableClient Table => tables.GetTableClient(Topology.ApplicationsTable);

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<ReviewState> ReadAsync(string applicationId, CancellationToken cancellation)
    {
        // The application first: rows read after it can only be newer, and then its ETag no longer matches.
        var application = await partition.GetAsync(applicationId, cancellation);
        var rows = await RowsAsync(applicationId, cancellation);
        return new ReviewState(
            application, ReviewRows.Read<StageRun>(rows, ReviewRows.Runs), ReviewRows.Read<Assignment>(rows, ReviewRows.Assignments), ReviewRows.Read<Decision>(rows, ReviewRows.Decisions));
    }

    /// <summary>Decides on the whole review as it is, commits, and decides again when anything in the partition changed meanwhile.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <returns>The review after the change, and whether there was one.</returns>
    /// <exception cref="ProblemException">not-found; stale when others kept winning; whatever <paramref name="decide"/> throws.</exception>
    public async Task<(ReviewState State, bool Changed)> ChangeAsync(string applicationId, Func<ReviewState, ReviewChange> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var state = await ReadAsync(applicationId, cancellation);
            var change = decide(state);
            if (change.Facts.Count == 0) return (state, false);
            try
            {
                await partition.ChangeAsync(
                    applicationId, application => new ApplicationChange(application, change.Facts, [.. ReviewRows.Of(applicationId, change)]), cancellation, state.Application.ETag);
                return (state.After(change), true);
            }
            catch (ProblemException problem) when (problem.Type == PlatformProblems.PreconditionFailed)
            {
                // Someone else was first.
            }
        }

        throw PlatformProblems.Stale.With();
    }

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string applicationId, CancellationToken cancellation)
    {
        // One question for the three kinds: a review asks it at every step, and each request costs a round trip.
        var filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {applicationId}")} and ({ReviewRows.Filter})";
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return rows;
    }
}
