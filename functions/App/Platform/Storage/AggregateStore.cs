using System.Runtime.ExceptionServices;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Platform.Storage;

/// <summary>The one way to change an aggregate: read the partition once, decide, commit state and facts in one transaction.</summary>
/// <remarks>
/// Before the commit a marker goes to the outbox, and it goes away when the facts are published and the lists are up to date. A crash
/// in between leaves the marker, and <see cref="FactTimer"/> does the rest: no fact is lost, a doubled one has the same MessageId.
/// </remarks>
public sealed class AggregateStore(
    TableServiceClient tables, Outbox outbox, CommitFollower follower, RecentStates recent, TimeProvider time)
{
    private const int Attempts = 20;

    /// <summary>Null when there is none of this id.</summary>
    public async Task<Stored<TState>?> FindAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await ReadAsync(aggregate, id, cancellation) is { } read ? Stored(aggregate, read) : null;

    /// <exception cref="ProblemException">not-found.</exception>
    public async Task<Stored<TState>> GetAsync<TState>(Aggregate<TState> aggregate, string id, CancellationToken cancellation) =>
        await FindAsync(aggregate, id, cancellation) ?? throw PlatformProblems.NotFound.With();

    /// <summary>
    /// The state as this process committed it within the last minute; null where it does not know it. Only for what a commit
    /// decides again.
    /// </summary>
    public TState? FindRecent<TState>(Aggregate<TState> aggregate, string id)
        where TState : class =>
        recent.Find(aggregate, id) is { } rows ? aggregate.Part.Read(rows.State) : null;

    /// <summary>Changes an aggregate that exists. Of two commands at once the second decides again, on what the first left.</summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    /// <param name="precondition">The caller's condition.</param>
    /// <param name="confirm">Awaited on the state that was decided on, before its commit: looks at what lies outside the state.</param>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    /// <exception cref="StaleStateException">Other commands were faster at every attempt.</exception>
    public Task<Stored<TState>> ChangeAsync<TState>(
        Aggregate<TState> aggregate,
        string id,
        Func<TState, Change<TState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default,
        Func<TState, CancellationToken, Task>? confirm = null)
        where TState : class =>
        PutAsync(aggregate, id, state => decide(state ?? throw PlatformProblems.NotFound.With()), cancellation, precondition, confirm);

    /// <summary>Adds or changes an aggregate: <paramref name="decide"/> is given null while there is none.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<Stored<TState>> PutAsync<TState>(
        Aggregate<TState> aggregate,
        string id,
        Func<TState?, Change<TState>> decide,
        CancellationToken cancellation,
        Precondition precondition = default,
        Func<TState, CancellationToken, Task>? confirm = null)
        where TState : class
    {
        // What this process committed last is as good as a read where a commit follows: its ETag check proves it. Nothing is refused or
        // answered by it.
        var read = recent.Find(aggregate, id);
        var isRead = read is null;
        if (isRead) read = await ReadAsync(aggregate, id, cancellation);
        return await DecideAsync(aggregate, id, read, isRead, decide, cancellation, precondition, confirm);
    }

    /// <summary>As <see cref="PutAsync"/>, where most likely there is none yet: then nothing is read.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<Stored<TState>> AddAsync<TState>(
        Aggregate<TState> aggregate, string id, Func<TState?, Change<TState>> decide, CancellationToken cancellation)
        where TState : class =>
        DecideAsync(aggregate, id, recent.Find(aggregate, id), isRead: false, decide, cancellation, precondition: default, confirm: null);

    /// <summary>An aggregate's record as one reader may see it, its chain checked; null when there is none of this id.</summary>
    /// <param name="view">What the reader may see; whatever it throws reaches the caller before any fact is read.</param>
    public async Task<FactRecord?> FindRecordAsync<TState>(
        Aggregate<TState> aggregate, string id, Func<Stored<TState>, RecordView> view, CancellationToken cancellation) =>
        (await FindWithRecordAsync(aggregate, id, view, cancellation))?.Record;

    /// <summary>An aggregate and its record, of one moment.</summary>
    /// <inheritdoc cref="FindRecordAsync"/>
    public async Task<(Stored<TState> Stored, FactRecord Record)?> FindWithRecordAsync<TState>(
        Aggregate<TState> aggregate, string id, Func<Stored<TState>, RecordView> view, CancellationToken cancellation)
    {
        // The state first: facts that come between the two reads follow its head and are left for the next reading.
        if (await FindAsync(aggregate, id, cancellation) is not { } stored) return null;
        var shown = view(stored);
        return (stored, FactRecord.Of(id, stored.Head, await ReadFactsAsync(aggregate.Table, id, cancellation), shown));
    }

    /// <summary>The end of an aggregate's chain of facts; null when there is none of this id.</summary>
    public Task<FactHead?> FindHeadAsync(LineSubject subject, CancellationToken cancellation) =>
        AggregateRows.ReadHeadAsync(tables.GetTableClient(subject.Table), subject.Id, cancellation);

    /// <summary>The facts of an aggregate in order, up to the first row that is none.</summary>
    public async Task<IReadOnlyList<SealedFact>> ReadFactsAsync(string table, string id, CancellationToken cancellation)
    {
        var facts = new List<SealedFact>();
        var rows = tables.GetTableClient(table).QueryAsync<TableEntity>(FactRows.Filter(id), cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            if (FactRows.TryRead(row) is not { } fact) break;
            facts.Add(fact);
        }

        return facts;
    }

    /// <param name="isRead">False: what was read may be old, and nothing is refused or answered by it.</param>
    private async Task<Stored<TState>> DecideAsync<TState>(
        Aggregate<TState> aggregate, string id, AggregateRows? read, bool isRead, Func<TState?, Change<TState>> decide,
        CancellationToken cancellation, Precondition precondition, Func<TState, CancellationToken, Task>? confirm)
        where TState : class
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var before = read is null ? null : aggregate.Part.Read(read.State);
            Change<TState>? change;
            try
            {
                change = Decide(decide, before, precondition, read?.ETag);
                if (change.Facts.Count > 0 && before is not null && confirm is not null) await confirm(before, cancellation);
            }
            catch (Exception exception) when (!isRead
                && exception is ProblemException or InvalidOperationException or ArgumentException)
            {
                change = null; // The state may be an old one.
            }

            if (change is { Facts.Count: > 0 })
            {
                var (committed, now) = await CommitAsync(aggregate, id, read, before, change);
                if (committed is not null) return committed;
                read = now;
            }
            else if (isRead)
            {
                if (read is not null) await follower.ShowFoundAsync(new LineSubject(aggregate.Table, id), read.Last);
                return new Stored<TState>(change!.Next, read?.Head ?? FactHead.Start, read?.ETag ?? "");
            }
            else
            {
                read = await ReadAsync(aggregate, id, cancellation);
            }

            isRead = true;
        }

        throw new StaleStateException(id);
    }

    private static Stored<TState> Stored<TState>(Aggregate<TState> aggregate, AggregateRows read, bool changed = false) =>
        new(aggregate.Part.Read(read.State), read.Head, read.ETag, changed);

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

    /// <summary>The new state; or, where another commit was faster, null and the rows as they are now.</summary>
    private async Task<(Stored<TState>? Committed, AggregateRows? Now)> CommitAsync<TState>(
        Aggregate<TState> aggregate, string id, AggregateRows? read, TState? before, Change<TState> change)
    {
        var at = time.GetUtcNow();
        var stamp = new CommitStamp(Ids.New(), recent.Process, at);
        var facts = FactChain.Append(id, read?.Head ?? FactHead.Start, change.Facts, at);
        var head = new FactHead(facts[^1].Number, facts[^1].Hash);
        var lines = LineChange.Of(before is null ? [] : [.. aggregate.Part.Lines(before)], [.. aggregate.Part.Lines(change.Next)]);
        IReadOnlyList<StateRow> next = [.. aggregate.Part.Write(change.Next)];
        IEnumerable<TableTransactionAction> actions =
        [
            // The own row is the first action: its answer has the ETag of the new state.
            .. AggregateRows.Actions(id, read, before is null ? [] : [.. aggregate.Part.Write(before)], next, head, stamp),
            .. facts.Select(fact => new TableTransactionAction(TableTransactionActionType.Add, stamp.On(FactRows.From(fact)))),
        ];

        // From here on a caller who leaves stops nothing: half a commit would be left to the sweep.
        var marker = new OutboxMarker(aggregate.Table, id, stamp.Id, facts[0].Number, head.Number, lines.Places, at);
        await outbox.AddAsync(marker, CancellationToken.None);
        var commit = new Commit(marker, facts, lines, lines.IsEmpty ? null : read?.Last);
        try
        {
            var written = await tables.GetTableClient(aggregate.Table).SubmitTransactionAsync(actions, CancellationToken.None);
            var etag = written.Value[0].Headers.ETag!.Value.ToString();
            recent.Keep(aggregate.Table, id,
                AggregateRows.Committed(aggregate, read, recent.Find(aggregate, id), next, head, etag, stamp));
            await follower.FollowAsync(commit);
            return (new Stored<TState>(change.Next, head, etag, Changed: true), null);
        }
        catch (Exception exception) when (IsRefused(exception) || Outage.Is(exception))
        {
            return await AfterFailureAsync(aggregate, commit, exception);
        }
        catch
        {
            outbox.End(marker, isDone: false);
            throw;
        }
    }

    /// <summary>A commit whose answer was lost is done: the client's own second try is refused then, or none is answered.</summary>
    private async Task<(Stored<TState>? Committed, AggregateRows? Now)> AfterFailureAsync<TState>(
        Aggregate<TState> aggregate, Commit commit, Exception failure)
    {
        var isKnown = false;
        AggregateRows? now;
        bool isDone;
        try
        {
            now = await ReadAsync(aggregate, commit.Marker.Subject, CancellationToken.None);
            isDone = now is not null && await IsDoneAsync(now, commit.Marker);
            isKnown = true;
        }
        finally
        {
            if (!isKnown) outbox.End(commit.Marker, isDone: false);
        }

        if (isDone)
        {
            await follower.FollowAsync(commit);
            return (Stored(aggregate, now!, changed: true), null);
        }

        // Refused: it will never come. Not answered: it may still arrive.
        outbox.End(commit.Marker, isDone: IsRefused(failure));
        if (!IsRefused(failure)) ExceptionDispatchInfo.Throw(failure);
        return (null, now);
    }

    private async Task<bool> IsDoneAsync(AggregateRows now, OutboxMarker marker)
    {
        if (now.Head.Number < marker.Last) return false;
        if (now.Last?.Id == marker.Commit) return true;
        var fact = await tables.GetTableClient(marker.Table).GetEntityIfExistsAsync<TableEntity>(
            marker.Subject, FactRows.Key(marker.First), cancellationToken: CancellationToken.None);
        return fact.HasValue && CommitStamp.Of(fact.Value!)?.Id == marker.Commit;
    }

    private static bool IsRefused(Exception exception) => exception is RequestFailedException { Status: 404 or 409 or 412 };

    private Task<AggregateRows?> ReadAsync(Aggregate aggregate, string id, CancellationToken cancellation) =>
        AggregateRows.ReadAsync(tables.GetTableClient(aggregate.Table), aggregate.Kinds, id, cancellation);
}
