using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Storage;

/// <summary>The one way to change an aggregate: read the partition once, decide, commit state and facts in one transaction.</summary>
/// <remarks>
/// Before the commit a marker goes to the outbox, and it goes away when the facts are published and the lists are up to date. A crash
/// in between leaves the marker, and <see cref="FactTimer"/> does the rest: no fact is lost, a doubled one has the same MessageId.
/// </remarks>
public sealed class AggregateStore(
    TableServiceClient tables,
    FactPublisher publisher,
    Outbox outbox,
    Lists lists,
    IEnumerable<Aggregate> aggregates,
    TimeProvider time,
    ILogger<AggregateStore> logger)
{
    private const int Attempts = 20;

    /// <summary>Null when there is none of this id.</summary>
    public async Task<Stored<TState>?> FindAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await ReadAsync(aggregate, id, cancellation) is { } read
            ? new Stored<TState>(aggregate.Part.Read(read.State), read.Head, read.ETag)
            : null;

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<Stored<TState>> GetAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await FindAsync(aggregate, id, cancellation) ?? throw PlatformProblems.NotFound.With();

    /// <summary>Changes an aggregate that exists. Of two commands at once the second decides again, on what the first left.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <param name="precondition">The caller's condition.</param>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    /// <exception cref="StaleStateException">Other commands were faster at every attempt.</exception>
    public Task<Stored<TState>> ChangeAsync<TState>(
        Aggregate<TState> aggregate,
        string id,
        Func<TState, Change<TState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default)
        where TState : class =>
        PutAsync(aggregate, id, state => decide(state ?? throw PlatformProblems.NotFound.With()), cancellation, precondition);

    /// <summary>Adds or changes an aggregate: <paramref name="decide"/> is given null while there is none.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<Stored<TState>> PutAsync<TState>(
        Aggregate<TState> aggregate,
        string id,
        Func<TState?, Change<TState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default)
        where TState : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await ReadAsync(aggregate, id, cancellation);
            var before = read is null ? null : aggregate.Part.Read(read.State);
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
    public Task<IReadOnlyList<SealedFact>> ReadFactsAsync(string table, string id, CancellationToken cancellation) =>
        ReadFactsAsync(table, id, 0, cancellation);

    /// <summary>Brings a commit to topic and lists. Safe to run twice.</summary>
    /// <returns>Facts published; 0 when the commit never happened.</returns>
    internal async Task<int> FinishAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        var facts = await ReadFactsAsync(marker.Table, marker.Subject, marker.First, cancellation);
        if (facts.Count > 0)
        {
            await publisher.PublishAsync(facts, cancellation);
            await ShowAsync(marker.Table, marker.Subject, marker.Places, cancellation);
        }

        await outbox.RemoveAsync(marker.Table, marker.Subject, marker.First, cancellation);
        return facts.Count;
    }

    // What is hidden from the caller stays hidden, whatever the condition; a condition that fails comes before any other refusal.
    private static Change<TState> Decide<TState>(
        Func<TState?, Change<TState>> decide, TState? before, Precondition precondition, string? etag)
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
        Aggregate<TState> aggregate, string id, AggregateRows? read, TState? before, Change<TState> change, CancellationToken cancellation)
    {
        var facts = FactChain.Append(id, read?.Head ?? FactHead.Start, change.Facts, time.GetUtcNow());
        var head = new FactHead(facts[^1].Number, facts[^1].Hash);
        var lines = LineChange.Of(before is null ? [] : [.. aggregate.Part.Lines(before)], [.. aggregate.Part.Lines(change.Next)]);

        await outbox.AddAsync(aggregate.Table, id, facts[0].Number, lines.Places, cancellation);
        string etag;
        try
        {
            // The own row is the first action: its answer has the ETag of the new state.
            var written = await tables.GetTableClient(aggregate.Table).SubmitTransactionAsync(
            [
                .. AggregateRows.Actions(
                    id, read, before is null ? [] : [.. aggregate.Part.Write(before)], [.. aggregate.Part.Write(change.Next)], head),
                .. facts.Select(fact => new TableTransactionAction(TableTransactionActionType.Add, FactRows.From(fact))),
            ], cancellation);
            etag = written.Value[0].Headers.ETag!.Value.ToString();
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            throw new StaleStateException(id, exception);
        }

        await FollowAsync(aggregate.Table, facts, lines);
        return new Stored<TState>(change.Next, head, etag, Changed: true);
    }

    // What is committed stays committed: topics or lists that fail must not fail the caller, and the sweep does the rest.
    // Not cancelled by a caller who leaves now.
    private async Task FollowAsync(string table, IReadOnlyList<SealedFact> facts, LineChange change)
    {
        var id = facts[0].Subject;
        try
        {
            await lists.UpdateAsync(change.Shown, change.Gone, CancellationToken.None);
            // A later commit may have shown its lines first, and these were written over them.
            var isLast = change.IsEmpty || await IsLastAsync(table, id, facts[^1].Number, CancellationToken.None);
            if (!isLast) await ShowAsync(table, id, change.Places, CancellationToken.None);
            await publisher.PublishAsync(facts, CancellationToken.None);
            await outbox.RemoveAsync(table, id, facts[0].Number, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "Facts {First} to {Last} are committed but not yet published; the sweep will publish them",
                facts[0].MessageId, facts[^1].MessageId);
        }
    }

    /// <summary>Brings the lists up to the state as it is now; again where another commit came meanwhile.</summary>
    /// <param name="places">Where lines may be left that are gone from the state.</param>
    private async Task ShowAsync(string table, string id, IEnumerable<LineKey> places, CancellationToken cancellation)
    {
        var touched = places.ToHashSet();
        int? seen;
        do
        {
            seen = null;
            var current = new List<Line>();
            foreach (var aggregate in aggregates.Where(aggregate => aggregate.Table == table))
            {
                if (await ReadAsync(aggregate, id, cancellation) is not { } read) continue;
                seen ??= read.Head.Number;
                current.AddRange(aggregate.Lines(read.State));
            }

            await lists.UpdateAsync(current, [.. touched.Except(current.Select(line => line.Place))], cancellation);
            touched.UnionWith(current.Select(line => line.Place));
        }
        while (seen is not null && !await IsLastAsync(table, id, seen, cancellation));
    }

    private Task<AggregateRows?> ReadAsync(Aggregate aggregate, string id, CancellationToken cancellation) =>
        AggregateRows.ReadAsync(tables.GetTableClient(aggregate.Table), aggregate, id, cancellation);

    private async Task<bool> IsLastAsync(string table, string id, int? number, CancellationToken cancellation) =>
        await AggregateRows.ReadNumberAsync(tables.GetTableClient(table), id, cancellation) == number;

    private async Task<IReadOnlyList<SealedFact>> ReadFactsAsync(string table, string id, int from, CancellationToken cancellation)
    {
        var facts = new List<SealedFact>();
        var rows = tables.GetTableClient(table).QueryAsync<TableEntity>(FactRows.Filter(id, from), cancellationToken: cancellation);
        await foreach (var row in rows) facts.Add(FactRows.Read(row));
        return facts;
    }
}
