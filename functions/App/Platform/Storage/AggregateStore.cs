using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Storage;

/// <summary>The one way to change an aggregate: read the partition once, decide, commit state and facts in one transaction, tell the world.</summary>
/// <remarks>
/// Before the commit a marker goes to the outbox, and it goes away when the facts are published and the lists are up to date. A crash
/// in between leaves the marker, and <see cref="FactTimer"/> does the rest: no fact is lost, a doubled one has the same MessageId.
/// </remarks>
public sealed class AggregateStore(
    TableServiceClient tables, FactPublisher publisher, Outbox outbox, Lists lists, IEnumerable<Aggregate> aggregates, TimeProvider time, ILogger<AggregateStore> logger)
{
    private const int Attempts = 20;

    /// <summary>Null when there is none of this id.</summary>
    public async Task<Stored<TState>?> FindAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await ReadAsync(aggregate, id, cancellation) is { } read ? new Stored<TState>(aggregate.Part.Read(read.Rows), read.Head, read.ETag) : null;

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<Stored<TState>> GetAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await FindAsync(aggregate, id, cancellation) ?? throw PlatformProblems.NotFound.With();

    /// <summary>Changes an aggregate that exists. Of two commands at the same moment the second decides again, on what the first left.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <param name="precondition">What the caller insists on.</param>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    /// <exception cref="StaleStateException">Others were always faster.</exception>
    public Task<Stored<TState>> ChangeAsync<TState>(
        Aggregate<TState> aggregate, string id, Func<TState, Change<TState>> decide, CancellationToken cancellation, Precondition precondition = default)
        where TState : class =>
        PutAsync(aggregate, id, state => decide(state ?? throw PlatformProblems.NotFound.With()), cancellation, precondition);

    /// <summary>Adds or changes an aggregate: <paramref name="decide"/> is given null while there is none.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<Stored<TState>> PutAsync<TState>(
        Aggregate<TState> aggregate, string id, Func<TState?, Change<TState>> decide, CancellationToken cancellation, Precondition precondition = default)
        where TState : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await ReadAsync(aggregate, id, cancellation);
            var before = read is null ? null : aggregate.Part.Read(read.Rows);
            var change = Decide(decide, before, precondition, read?.ETag);
            if (change.Facts.Count == 0) return new Stored<TState>(change.Next, read?.Head ?? FactHead.Start, read?.ETag ?? "");
            try
            {
                return await CommitAsync(aggregate, id, read, before, change, cancellation);
            }
            catch (StaleStateException) when (attempt < Attempts)
            {
                // Another command was faster.
            }
        }
    }

    /// <summary>All facts of an aggregate in order.</summary>
    public Task<IReadOnlyList<SealedFact>> ReadFactsAsync(string table, string id, CancellationToken cancellation) => ReadFactsAsync(table, id, 0, cancellation);

    /// <summary>Does what follows from a commit. Safe to run twice.</summary>
    /// <returns>Facts published; 0 when the commit never happened.</returns>
    internal async Task<int> FinishAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        var facts = await ReadFactsAsync(marker.Table, marker.Subject, marker.First, cancellation);
        if (facts.Count > 0)
        {
            await publisher.PublishAsync(facts, cancellation);
            var lines = new List<Line>();
            foreach (var aggregate in aggregates.Where(aggregate => aggregate.Table == marker.Table))
            {
                if (await ReadAsync(aggregate, marker.Subject, cancellation) is { } read) lines.AddRange(aggregate.Lines(read.Rows));
            }

            // A later commit may have put a line back.
            await lists.UpdateAsync(lines, [.. marker.Gone.Except(lines.Select(line => line.Place))], cancellation);
        }

        await outbox.RemoveAsync(marker.Table, marker.Subject, marker.First, cancellation);
        return facts.Count;
    }

    // What is hidden from the caller stays hidden, whatever the condition; a condition that fails comes before any other refusal.
    private static Change<TState> Decide<TState>(Func<TState?, Change<TState>> decide, TState? before, Precondition precondition, string? etag)
    {
        try
        {
            var change = decide(before);
            precondition.Check(etag);
            return change;
        }
        catch (ProblemException refusal) when (refusal.Type != PlatformProblems.NotFound)
        {
            precondition.Check(etag);
            throw;
        }
    }

    private async Task<Stored<TState>> CommitAsync<TState>(
        Aggregate<TState> aggregate, string id, Read? read, TState? before, Change<TState> change, CancellationToken cancellation)
    {
        var facts = FactChain.Append(id, read?.Head ?? FactHead.Start, change.Facts, time.GetUtcNow());
        var head = new FactHead(facts[^1].Number, facts[^1].Hash);
        var old = before is null ? [] : aggregate.Part.Lines(before).ToList();
        var current = aggregate.Part.Lines(change.Next).ToList();
        List<LineKey> gone = [.. old.Select(line => line.Place).Except(current.Select(line => line.Place))];

        await outbox.AddAsync(aggregate.Table, id, facts[0].Number, gone, cancellation);
        string etag;
        try
        {
            var written = await tables.GetTableClient(aggregate.Table).SubmitTransactionAsync(
                [.. Actions(aggregate, id, read, change.Next, head), .. facts.Select(fact => new TableTransactionAction(TableTransactionActionType.Add, FactRows.From(fact)))],
                cancellation);
            etag = written.Value[0].Headers.ETag!.Value.ToString();
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            throw new StaleStateException(id, exception);
        }

        await FollowAsync(aggregate.Table, facts, [.. current.Except(old)], gone);
        return new Stored<TState>(change.Next, head, etag, Changed: true);
    }

    /// <summary>The own row first: its ETag guards all others.</summary>
    private static IEnumerable<TableTransactionAction> Actions<TState>(Aggregate<TState> aggregate, string id, Read? read, TState next, FactHead head)
    {
        var rows = aggregate.Part.Write(next).ToList();
        var own = StateRows.Entity(id, rows.Single(row => row.Key == Aggregate.Own));
        own["FactNumber"] = head.Number;
        own["FactHash"] = head.Hash;
        yield return read is null
            ? new TableTransactionAction(TableTransactionActionType.Add, own)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, own, new ETag(read.ETag));
        foreach (var row in rows.Where(row => row.Key != Aggregate.Own && read?.Rows.Holds(row) != true))
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, StateRows.Entity(id, row));
        }
    }

    // What is committed stays committed: topics or lists that fail must not fail the caller, and the sweep does the rest. Not cancelled by a caller who leaves now.
    private async Task FollowAsync(string table, IReadOnlyList<SealedFact> facts, IReadOnlyList<Line> lines, IReadOnlyList<LineKey> gone)
    {
        try
        {
            await lists.UpdateAsync(lines, gone, CancellationToken.None);
            await publisher.PublishAsync(facts, CancellationToken.None);
            await outbox.RemoveAsync(table, facts[0].Subject, facts[0].Number, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "Facts {First} to {Last} are committed but not yet published; the sweep will publish them", facts[0].MessageId, facts[^1].MessageId);
        }
    }

    /// <summary>The state's rows in one query; the own row alone in one point read.</summary>
    private async Task<Read?> ReadAsync(Aggregate aggregate, string id, CancellationToken cancellation)
    {
        var table = tables.GetTableClient(aggregate.Table);
        if (aggregate.Kinds.Count == 0)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, cancellationToken: cancellation);
            return found.HasValue ? Read.Of([found.Value!]) : null;
        }

        var kinds = aggregate.Kinds.Select(kind => $"(RowKey ge '{kind}|' and RowKey lt '{kind}}}')");
        var filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {id}")} and (RowKey eq '{Aggregate.Own}' or {string.Join(" or ", kinds)})";
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return rows.Count > 0 && rows[0].RowKey == Aggregate.Own ? Read.Of(rows) : null;
    }

    private async Task<IReadOnlyList<SealedFact>> ReadFactsAsync(string table, string id, int from, CancellationToken cancellation)
    {
        var facts = new List<SealedFact>();
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>(FactRows.Filter(id, from), cancellationToken: cancellation)) facts.Add(FactRows.Read(row));
        return facts;
    }

    private sealed record Read(StateRows Rows, FactHead Head, string ETag)
    {
        public static Read Of(IReadOnlyList<TableEntity> rows) =>
            new(StateRows.Of(rows), new FactHead(rows[0].GetInt32("FactNumber")!.Value, rows[0].GetString("FactHash")), rows[0].ETag.ToString());
    }
}
