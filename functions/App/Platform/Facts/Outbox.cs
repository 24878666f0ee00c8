using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Facts;

/// <summary>
/// A commit whose facts may not be published, and whose lines may not be in their lists yet; or a late showing of lines.
/// </summary>
/// <param name="Commit">Its <see cref="CommitStamp.Id"/>: a marker is one commit's alone. Of a late showing: an id of its own.</param>
/// <param name="First">Number of the commit's first fact.</param>
/// <param name="Places">Places of list lines before and after the commit, which it may have emptied.</param>
/// <param name="IsPublished">Only lines may be missing.</param>
/// <param name="IsShown">Only the publication may be missing.</param>
/// <param name="Trace">Of what caused it, see <see cref="Tracing.Current"/>: published late, it still belongs there.</param>
public sealed record OutboxMarker(
    string Table, string Subject, string Commit, int First, int Last, IReadOnlyList<LineKey> Places, DateTimeOffset At,
    bool IsPublished = false, bool IsShown = false, string? Trace = null)
{
    public string Key => KeyOf(Table, Subject, Commit);

    /// <summary>The aggregate, as lists name it.</summary>
    public LineSubject Shown => new(Table, Subject);

    public static string KeyOf(string table, string subject, string commit) => $"{table}|{subject}|{commit}";
}

/// <summary>An aggregate that was changed since it was last forgotten.</summary>
/// <param name="ETag">Another one, once it is changed again.</param>
public sealed record ChangedSubject(LineSubject Subject, string ETag);

/// <summary>One marker a commit, from before it until all that follows from it is done; then the name of what it changed.</summary>
/// <remarks>
/// One partition, so that the sweep reads only what is pending, and many are put and removed in one transaction: removals of commits that
/// are under way at the same time wait for each other. The transaction that removes a marker names its aggregate among those that
/// changed, so that a reader of those names misses no change.
/// </remarks>
public sealed class Outbox(TableServiceClient tables, Afterwork afterwork, TimeProvider time, ILogger<Outbox> logger)
{
    private const string Partition = "pending";

    /// <summary>Before the keys of changed aggregates: after those of all markers, which begin with the letter of a table.</summary>
    private const string Changed = "~";

    /// <summary>Markers of one removal; with the names of what they changed a transaction takes 100.</summary>
    private const int Batch = 50;

    /// <summary>How long a marker waits for others.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    /// <summary>Markers that one tick of the sweep takes.</summary>
    private const int SweepMost = 1000;

    private readonly GatheredWrites writes = new(tables.GetTableClient(Topology.OutboxTable));
    private readonly Lock gate = new();
    private int underWay;
    private List<OutboxMarker> done = [];
    private DateTimeOffset oldest;

    private TableClient Table => tables.GetTableClient(Topology.OutboxTable);

    /// <summary>
    /// Puts the marker of a commit, or of a late showing, that follows; <see cref="End"/> must be called afterwards, whatever happens.
    /// </summary>
    public async Task AddAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        lock (gate) underWay++;
        try
        {
            await writes.UpsertAsync(new TableEntity(Partition, marker.Key)
            {
                ["Table"] = marker.Table,
                ["Subject"] = marker.Subject,
                ["Commit"] = marker.Commit,
                ["First"] = marker.First,
                ["Last"] = marker.Last,
                ["Places"] = JsonSerializer.Serialize(marker.Places, AppJson.Options),
                ["At"] = marker.At,
                ["IsPublished"] = marker.IsPublished,
            }.Traced(), cancellation);
        }
        catch
        {
            End(marker, isDone: false);
            throw;
        }
    }

    /// <summary>The commit and what follows from it are over.</summary>
    /// <param name="isDone">False leaves the marker to the sweep.</param>
    public void End(OutboxMarker marker, bool isDone)
    {
        List<OutboxMarker> ready;
        lock (gate)
        {
            underWay--;
            if (isDone && done.Count == 0) oldest = time.GetUtcNow();
            if (isDone) done.Add(marker);
            if (done.Count == 0 || (underWay > 0 && done.Count < Batch && time.GetUtcNow() - oldest < Linger)) return;
            (ready, done) = (done, []);
        }

        afterwork.Run(() => ClearAsync(ready));
    }

    /// <summary>Keeps in the marker what of the commit is done: the rest is left to the sweep.</summary>
    public async Task KeepAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        try
        {
            await Table.UpdateEntityAsync(new TableEntity(Partition, marker.Key)
            {
                ["IsPublished"] = marker.IsPublished,
                ["IsShown"] = marker.IsShown,
            }, ETag.All, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // The sweep was here already.
        }
    }

    /// <summary>Whether a commit's marker is still there.</summary>
    public async Task<bool> HasAsync(string table, string subject, string commit, CancellationToken cancellation) =>
        (await Table.GetEntityIfExistsAsync<TableEntity>(Partition, OutboxMarker.KeyOf(table, subject, commit), ["PartitionKey"],
            cancellation)).HasValue;

    /// <summary>A commit's marker; null when it is gone.</summary>
    public async Task<OutboxMarker?> FindAsync(string table, string subject, string commit, CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(
            Partition, OutboxMarker.KeyOf(table, subject, commit), cancellationToken: cancellation);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>Idempotent: a marker that is gone is gone.</summary>
    /// <param name="isCommitted">Whether its commit happened.</param>
    public Task RemoveAsync(OutboxMarker marker, bool isCommitted, CancellationToken cancellation) =>
        isCommitted ? ClearAsync(marker, cancellation) : Table.DeleteEntityAsync(Partition, marker.Key, ETag.All, cancellation);

    /// <summary>Aggregates that changed, in order of table and id, after one of them.</summary>
    public async Task<IReadOnlyList<ChangedSubject>> ChangedAsync(LineSubject? after, int most, CancellationToken cancellation)
    {
        var from = after is { } last ? ChangedKey(last) : Changed;
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {from}");
        return
        [
            .. (await Table.TakeAsync(range, most, cancellation)).Select(row =>
                new ChangedSubject(new LineSubject(row.GetString("Table"), row.GetString("Subject")), row.ETag.ToString())),
        ];
    }

    /// <summary>Takes an aggregate out of those that changed, unless it changed again meanwhile. Safe to run twice.</summary>
    public async Task ForgetAsync(ChangedSubject changed, CancellationToken cancellation)
    {
        try
        {
            await Table.DeleteEntityAsync(Partition, ChangedKey(changed.Subject), new ETag(changed.ETag), cancellation);
        }
        catch (RequestFailedException other) when (other.Status is 404 or 412)
        {
            // Forgotten before, or changed again: then it is asked for again.
        }
    }

    /// <summary>
    /// Markers older than <paramref name="age"/>, 1,000 at most: younger ones belong to commits that may still be under way.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMarker>> PendingAsync(TimeSpan age, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - age;
        var pending = new List<OutboxMarker>();
        await foreach (var row in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey lt {Changed}"), cancellationToken: cancellation))
        {
            var marker = Read(row);
            if (marker.At <= before) pending.Add(marker);
            if (pending.Count == SweepMost) break;
        }

        return pending;
    }

    private static OutboxMarker Read(TableEntity row) => new(
        row.GetString("Table"), row.GetString("Subject"), row.GetString("Commit"),
        row.GetInt32("First")!.Value, row.GetInt32("Last")!.Value,
        JsonSerializer.Deserialize<IReadOnlyList<LineKey>>(row.GetString("Places"), AppJson.Options)!,
        row.GetDateTimeOffset("At")!.Value, row.GetBoolean("IsPublished") ?? false, row.GetBoolean("IsShown") ?? false,
        Tracing.Of(row));

    private static string ChangedKey(LineSubject subject) => $"{Changed}{subject.Table}|{subject.Id}";

    private static TableTransactionAction Remove(OutboxMarker marker) =>
        new(TableTransactionActionType.Delete, new TableEntity(Partition, marker.Key), ETag.All);

    private static TableEntity Name(LineSubject subject) =>
        new(Partition, ChangedKey(subject)) { ["Table"] = subject.Table, ["Subject"] = subject.Id };

    /// <summary>What the markers of commits changed; one of a late showing, which has no facts, changed nothing.</summary>
    private static IEnumerable<TableTransactionAction> Name(IEnumerable<OutboxMarker> markers) =>
        markers.Where(marker => marker.First > 0).Select(marker => marker.Shown).Distinct().Select(subject =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, Name(subject)));

    private async Task ClearAsync(IReadOnlyList<OutboxMarker> markers)
    {
        try
        {
            if (await TryTogetherAsync(markers, CancellationToken.None)) return;
            foreach (var marker in markers) await ClearAsync(marker, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "{Count} finished commits keep their markers; the sweep will look at them again", markers.Count);
        }
    }

    /// <summary>A marker that is gone already was removed with the name of what it changed.</summary>
    private Task ClearAsync(OutboxMarker marker, CancellationToken cancellation) => TryTogetherAsync([marker], cancellation);

    /// <summary>False when one of them is gone, which fails them all.</summary>
    private async Task<bool> TryTogetherAsync(IReadOnlyList<OutboxMarker> markers, CancellationToken cancellation)
    {
        try
        {
            await Table.SubmitTransactionAsync([.. markers.Select(Remove), .. Name(markers)], cancellation);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }
}
