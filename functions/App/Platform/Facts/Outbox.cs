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

/// <summary>One marker a commit, from before it until all that follows from it is done.</summary>
/// <remarks>
/// One partition, so that the sweep reads only what is pending, and many are removed in one transaction: those of commits that are under
/// way at the same time wait for each other.
/// </remarks>
public sealed class Outbox(TableServiceClient tables, Afterwork afterwork, TimeProvider time, ILogger<Outbox> logger)
{
    private const string Partition = "pending";

    /// <summary>Markers of one removal; a transaction takes 100.</summary>
    private const int Batch = 50;

    /// <summary>How long a marker waits for others.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    /// <summary>Markers that one tick of the sweep takes.</summary>
    private const int SweepMost = 1000;

    private readonly Lock gate = new();
    private int underWay;
    private List<string> done = [];
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
            await Table.UpsertEntityAsync(new TableEntity(Partition, marker.Key)
            {
                ["Table"] = marker.Table,
                ["Subject"] = marker.Subject,
                ["Commit"] = marker.Commit,
                ["First"] = marker.First,
                ["Last"] = marker.Last,
                ["Places"] = JsonSerializer.Serialize(marker.Places, AppJson.Options),
                ["At"] = marker.At,
                ["IsPublished"] = marker.IsPublished,
            }.Traced(), TableUpdateMode.Replace, cancellation);
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
        List<string> ready;
        lock (gate)
        {
            underWay--;
            if (isDone && done.Count == 0) oldest = time.GetUtcNow();
            if (isDone) done.Add(marker.Key);
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
    public Task RemoveAsync(OutboxMarker marker, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(Partition, marker.Key, ETag.All, cancellation);

    /// <summary>
    /// Markers older than <paramref name="age"/>, 1,000 at most: younger ones belong to commits that may still be under way.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMarker>> PendingAsync(TimeSpan age, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - age;
        var pending = new List<OutboxMarker>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellation))
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

    private async Task ClearAsync(IReadOnlyList<string> keys)
    {
        try
        {
            if (keys.Count == 1 || !await TryTogetherAsync(keys))
            {
                foreach (var key in keys) await Table.DeleteEntityAsync(Partition, key, ETag.All, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "{Count} finished commits keep their markers; the sweep will look at them again", keys.Count);
        }
    }

    /// <summary>False when one of them is gone, which fails them all.</summary>
    private async Task<bool> TryTogetherAsync(IReadOnlyList<string> keys)
    {
        try
        {
            await Table.SubmitTransactionAsync(
                keys.Select(key =>
                    new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Partition, key), ETag.All)),
                CancellationToken.None);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }
}
