using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Shared;

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
        var runs = RowsAsync<StageRun>(applicationId, ReviewRows.Runs, cancellation);
        var assignments = RowsAsync<Assignment>(applicationId, ReviewRows.Assignments, cancellation);
        var decisions = RowsAsync<Decision>(applicationId, ReviewRows.Decisions, cancellation);
        return new ReviewState(application, await runs, await assignments, await decisions);
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
            catch (ProblemException problem) when (problem.Type == SharedProblems.PreconditionFailed)
            {
                // Someone else was first.
            }
        }

        throw SharedProblems.Stale.With();
    }

    private async Task<IReadOnlyList<T>> RowsAsync<T>(string applicationId, string kind, CancellationToken cancellation)
    {
        var (from, to) = ($"{kind}|", $"{kind}}}");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {applicationId} and RowKey ge {from} and RowKey lt {to}");
        var rows = new List<T>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(ReviewRows.Read<T>(row));
        return rows;
    }
}
