using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Warnings;

/// <summary>Warnings, their messages and facts: one partition each, changed by one transaction each.</summary>
public sealed class WarningStore(TableServiceClient tables, FactStore facts)
{
    private const int Attempts = 20;

    private TableClient Table => tables.GetTableClient(Topology.WarningsTable);

    /// <summary>Null when there is none.</summary>
    public async Task<Warning?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) return null;
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(id, WarningRows.Key, cancellationToken: cancellation);
        return row.HasValue ? WarningRows.Read(row.Value!) : null;
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<Warning> GetAsync(string id, CancellationToken cancellation) => await FindAsync(id, cancellation) ?? throw PlatformProblems.NotFound.With();

    /// <summary>Adds a draft. A draft that is there already stays as it is.</summary>
    public async Task AddAsync(WarningChange draft, CancellationToken cancellation)
    {
        try
        {
            await facts.CommitAsync(Topology.WarningsTable, draft.Next.Id, FactHead.Start, draft.Facts,
                head => [new TableTransactionAction(TableTransactionActionType.Add, WarningRows.From(draft.Next with { Head = head }))], cancellation);
        }
        catch (StaleStateException) when (!cancellation.IsCancellationRequested)
        {
            // The same signal at the same moment: its draft is this one. A missing row is another matter.
            await GetAsync(draft.Next.Id, cancellation);
        }
    }

    /// <summary>Reads, decides, commits state, fact and message; decides again on fresh state when another commit came first.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <param name="ifMatch">ETag that the caller insists on; null for none.</param>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    /// <exception cref="StaleStateException">Others kept winning.</exception>
    public async Task<Warning> ChangeAsync(string id, Func<Warning, WarningChange> decide, CancellationToken cancellation, string? ifMatch = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await GetAsync(id, cancellation);
            if (ifMatch is not null && ifMatch != current.ETag) throw PlatformProblems.PreconditionFailed.With();
            var change = decide(current);
            if (change.Facts.Count == 0) return current;
            try
            {
                await facts.CommitAsync(Topology.WarningsTable, id, current.Head, change.Facts, head => Rows(change, head, current.ETag), cancellation);
                return await GetAsync(id, cancellation);
            }
            catch (StaleStateException) when (attempt < Attempts)
            {
                // Another command won: decide on what it left.
            }
        }
    }

    /// <summary>Null when the warning has no such message.</summary>
    public async Task<WarningMessage?> FindMessageAsync(string id, int number, CancellationToken cancellation) =>
        await FindRowAsync(id, number, cancellation) is { } row ? WarningRows.ReadMessage(row) : null;

    /// <summary>A message to be announced: what runs is linked to the request that made it.</summary>
    /// <exception cref="InvalidOperationException">The warning has no such message.</exception>
    public async Task<WarningMessage> TakeMessageAsync(string id, int number, CancellationToken cancellation)
    {
        var row = await FindRowAsync(id, number, cancellation) ?? throw new InvalidOperationException($"Message {number} of {id} is missing.");
        Tracing.Link(Tracing.Of(row));
        return WarningRows.ReadMessage(row);
    }

    /// <summary>Number of the last message that lists, feed and topic have; 0 for none.</summary>
    public async Task<int> AnnouncedAsync(string id, CancellationToken cancellation)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(id, WarningRows.AnnouncedKey, cancellationToken: cancellation);
        return row.HasValue ? row.Value!.GetInt32("Number")!.Value : 0;
    }

    public Task MarkAnnouncedAsync(string id, int number, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(id, WarningRows.AnnouncedKey) { ["Number"] = number }, TableUpdateMode.Replace, cancellation);

    private async Task<TableEntity?> FindRowAsync(string id, int number, CancellationToken cancellation)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(id, WarningRows.MessageKey(number), cancellationToken: cancellation);
        return row.HasValue ? row.Value : null;
    }

    private static IEnumerable<TableTransactionAction> Rows(WarningChange change, FactHead head, string etag)
    {
        yield return new TableTransactionAction(TableTransactionActionType.UpdateReplace, WarningRows.From(change.Next with { Head = head }), new ETag(etag));
        if (change.Message is { } message) yield return new TableTransactionAction(TableTransactionActionType.Add, WarningRows.From(message));
    }
}
