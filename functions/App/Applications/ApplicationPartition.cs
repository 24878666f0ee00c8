using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications;

/// <summary>What a rule decided: the next state, the facts that say so, and rows of later features in the same partition.</summary>
/// <param name="Facts">Empty: nothing happened, nothing is written.</param>
/// <param name="Rows">Row keys <c>document|…</c>, <c>assignment|…</c>, <c>decision|…</c>; partition key the application id.</param>
public sealed record ApplicationChange(Application Next, IReadOnlyList<NewFact> Facts, IReadOnlyList<TableTransactionAction> Rows)
{
    public ApplicationChange(Application next, params IReadOnlyList<NewFact> facts)
        : this(next, facts, [])
    {
    }

    /// <summary>The command finds its work already done.</summary>
    public static ApplicationChange None(Application application) => new(application, [], []);
}

/// <summary>
/// The one way into an application's partition: state, the rows of later features and facts commit in one entity-group
/// transaction, serialised by the application row's ETag. Of two commands at the same moment the second decides anew.
/// </summary>
public sealed class ApplicationPartition(TableServiceClient tables, FactStore facts, ApplicationLists lists)
{
    private const int Attempts = 20;

    private TableClient Table => tables.GetTableClient(Topology.ApplicationsTable);

    /// <summary>Null when there is none.</summary>
    public async Task<Application?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) return null;
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(id, ApplicationRow.Key, cancellationToken: cancellation);
        return row.HasValue ? ApplicationRow.Read(row.Value!) : null;
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<Application> GetAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ?? throw PlatformProblems.NotFound.With();

    /// <summary>Adds a new application.</summary>
    /// <exception cref="StaleStateException">The id is taken.</exception>
    public async Task<Application> AddAsync(Application application, NewFact fact, CancellationToken cancellation)
    {
        await facts.CommitAsync(Topology.ApplicationsTable, application.Id, FactHead.Start, [fact],
            head => [new TableTransactionAction(TableTransactionActionType.Add, ApplicationRow.From(application with { Head = head }))], cancellation);
        // Committed: a caller who leaves now does not leave the list behind.
        await lists.ShowAsync(application, CancellationToken.None);
        return await GetAsync(application.Id, cancellation);
    }

    /// <summary>Reads, decides, commits; decides again on fresh state when another commit came first.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <param name="ifMatch">ETag that the caller insists on; null for none.</param>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    /// <exception cref="StaleStateException">Others kept winning.</exception>
    public async Task<Application> ChangeAsync(string id, Func<Application, ApplicationChange> decide, CancellationToken cancellation, string? ifMatch = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await GetAsync(id, cancellation);
            if (ifMatch is not null && ifMatch != current.ETag) throw PlatformProblems.PreconditionFailed.With();
            var change = decide(current);
            if (change.Facts.Count == 0) return current;
            try
            {
                await facts.CommitAsync(Topology.ApplicationsTable, id, current.Head, change.Facts,
                    head => change.Rows.Prepend(new TableTransactionAction(
                        TableTransactionActionType.UpdateReplace, ApplicationRow.From(change.Next with { Head = head }), new ETag(current.ETag))),
                    cancellation);
            }
            catch (StaleStateException) when (attempt < Attempts)
            {
                continue;
            }

            // As above.
            var committed = await GetAsync(id, CancellationToken.None);
            if (committed.Status != current.Status) await lists.ShowAsync(committed, CancellationToken.None);
            return committed;
        }
    }

    /// <summary>The application's record in order.</summary>
    public Task<IReadOnlyList<Fact>> FactsAsync(string id, CancellationToken cancellation) =>
        facts.ReadAsync(Topology.ApplicationsTable, id, cancellation);
}
