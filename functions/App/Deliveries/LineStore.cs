using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using static FunctionsApp.Deliveries.LineRows;

namespace FunctionsApp.Deliveries;

/// <summary>The line of a webhook: at most one worker empties it, and none while its endpoint rests.</summary>
/// <param name="Failures">Attempts that failed in a row.</param>
/// <param name="RestsUntil">No attempt before; null: at once.</param>
public sealed record EndpointLine(string Webhook, int Failures, DateTimeOffset? RestsUntil, ETag ETag);

/// <summary>A delivery where it waits.</summary>
public sealed record WaitingDelivery(Delivery Delivery, string Place);

/// <summary>
/// The deliveries of each webhook, a partition for each: a row for each item, and while it waits another one that sorts by class and time.
/// The lines of all webhooks are a partition of their own, so that one query finds those that are due.
/// </summary>
public sealed class LineStore(TableServiceClient tables)
{
    private const string Lines = "lines";

    /// <summary>Longer than a worker takes before it gives the line back; after a crash the line is taken again then.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Idempotent: false where the webhook has the item already.</summary>
    public async Task<bool> AddAsync(string webhook, Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            await Table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, RowOf(webhook, delivery)),
                    new(TableTransactionActionType.Add, Place(webhook, delivery)),
                ],
                cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Has the line looked at, also by the worker that empties it now: that one's giving back fails and it looks again.</summary>
    public Task MarkAsync(string webhook, DateTimeOffset now, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Lines, webhook) { ["LookAt"] = now }, TableUpdateMode.Merge, cancellation);

    /// <summary>As <see cref="MarkAsync"/>, and forgets what failed before.</summary>
    public Task RestoreAsync(string webhook, DateTimeOffset now, CancellationToken cancellation) => Table.UpsertEntityAsync(
        new TableEntity(Lines, webhook) { ["LookAt"] = now, ["Failures"] = 0, ["RestsUntil"] = DateTimeOffset.UnixEpoch },
        TableUpdateMode.Merge, cancellation);

    /// <summary>Webhooks whose line is due.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Lines} and LookAt le {now}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) due.Add(row.RowKey);
        return due;
    }

    /// <summary>Takes the line, also from oneself; null where another worker has it, or there is none.</summary>
    /// <param name="worker">Random for each run.</param>
    public async Task<EndpointLine?> TakeAsync(string webhook, string worker, DateTimeOffset now, CancellationToken cancellation)
    {
        while (await FindAsync(webhook, cancellation) is { } row)
        {
            if (row.GetDateTimeOffset("LeasedUntil") > now && row.GetString("LeasedBy") != worker) return null;
            row["LeasedBy"] = worker;
            row["LeasedUntil"] = now + Lease;
            row["LookAt"] = now + Lease;
            if (await WriteAsync(row, cancellation) is { } etag) return Of(row, etag);
        }

        return null;
    }

    /// <summary>
    /// Writes what came of an attempt, and keeps the line; null where another worker has it now. What was marked meanwhile is looked
    /// at once more, and a line that was restored meanwhile stays restored: it is decided again.
    /// </summary>
    /// <param name="decide">Pure: called 1..n times.</param>
    public async Task<EndpointLine?> KeepAsync(
        EndpointLine line, string worker, Func<EndpointLine, EndpointLine> decide, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            var next = decide(line);
            var row = Row(next);
            row["LeasedUntil"] = now + Lease;
            row["LookAt"] = now + Lease;
            if (await WriteAsync(row, cancellation) is { } etag) return next with { ETag = etag };
            if (await FindAsync(line.Webhook, cancellation) is not { } found || found.GetString("LeasedBy") != worker) return null;
            line = Of(found, found.ETag);
        }
    }

    /// <summary>Gives the line back. False where it was marked meanwhile, so that it must be looked at again.</summary>
    /// <param name="lookAt">When it is due next; null where nothing waits.</param>
    public async Task<bool> GiveBackAsync(EndpointLine line, DateTimeOffset? lookAt, CancellationToken cancellation)
    {
        var row = Row(line);
        row["LeasedUntil"] = DateTimeOffset.UnixEpoch;
        row["LookAt"] = lookAt ?? Never;
        return await WriteAsync(row, cancellation) is not null;
    }

    /// <summary>The first that is due, by class and time, or when the next one is; neither where nothing waits.</summary>
    public async Task<(WaitingDelivery? Due, DateTimeOffset? NextAt)> NextAsync(
        string webhook, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset? next = null;
        foreach (var each in Enum.GetValues<DeliveryClass>())
        {
            var begin = $"{Queue}{(int)each}|";
            if ((await Table.TakeAsync(Filter(webhook, begin, After(begin)), 1, cancellation)) is not [var place]) continue;
            var at = place.GetDateTimeOffset("NextAt")!.Value;
            if (at <= now)
            {
                var row = await Table.GetEntityAsync<TableEntity>(
                    place.PartitionKey, place.GetString("Of"), cancellationToken: cancellation);
                return (new WaitingDelivery(Read(row.Value), place.RowKey), null);
            }

            if (next is null || at < next) next = at;
        }

        return (null, next);
    }

    /// <summary>Writes what came of an attempt; nothing where another attempt did it, and the delivery waits there no more.</summary>
    /// <remarks>What is given up is listed first: after a crash the list names one that waits, and leaves it out.</remarks>
    public async Task MoveAsync(string webhook, WaitingDelivery before, Delivery after, CancellationToken cancellation)
    {
        if (after.State == DeliveryState.Dead)
        {
            await Table.UpsertEntityAsync(GivenUpLine(webhook, after), TableUpdateMode.Replace, cancellation);
        }

        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Delete, new TableEntity(Partition(webhook), before.Place), ETag.All),
            new(TableTransactionActionType.UpsertReplace, RowOf(webhook, after)),
        };
        if (after.State == DeliveryState.Waiting) actions.Add(new(TableTransactionActionType.Add, Place(webhook, after)));
        try
        {
            await Table.SubmitTransactionAsync(actions, cancellation);
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
        }
    }

    /// <summary>Gives up what waits for a webhook that ended. Safe to run twice.</summary>
    /// <param name="round">Its last one: what came for a later one waits on.</param>
    public async Task ClearAsync(string webhook, int round, CancellationToken cancellation)
    {
        await foreach (var place in Table.QueryAsync<TableEntity>(Filter(webhook, Queue, After(Queue)), cancellationToken: cancellation))
        {
            var row = await Table.GetEntityIfExistsAsync<TableEntity>(
                place.PartitionKey, place.GetString("Of"), cancellationToken: cancellation);
            if (!row.HasValue || Read(row.Value!) is not { } delivery || delivery.Round > round) continue;
            await MoveAsync(webhook, new WaitingDelivery(delivery, place.RowKey), DecideAttempt.GiveUp(delivery), cancellation);
        }
    }

    /// <summary>Deliveries of a webhook, newest first.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Platform.Storage.Page<Delivery>> PageAsync(
        string webhook, DeliveryState? state, string? cursor, int size, CancellationToken cancellation)
    {
        var list = Partition(webhook);
        var filter = Filter(webhook, Cursor.Decode(cursor, list) is { Length: > 0 } last ? Next(last) : Log, After(Log));
        if (state is { } wanted) filter = $"{filter} and {TableClient.CreateQueryFilter($"State eq {wanted.ToString()}")}";
        var rows = await Table.TakeAsync(filter, size + 1, cancellation);
        var page = rows.Take(size).ToList();
        var next = rows.Count > size ? Cursor.Encode(list, page[^1].RowKey) : null;
        return new Platform.Storage.Page<Delivery>([.. page.Select(Read)], next);
    }

    /// <summary>Removes what happened before. Safe to run twice.</summary>
    public async Task RemoveAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var lines = Table.QueryAsync<TableEntity>(row => row.PartitionKey == Lines, select: ["RowKey"], cancellationToken: cancellation);
        await foreach (var line in lines)
        {
            var old = Table.QueryAsync<TableEntity>(
                Filter(line.RowKey, $"{Log}{LineOrder.NewestFirst(before, "")}", After(Log)), cancellationToken: cancellation);
            await foreach (var row in old)
            {
                var delivery = Read(row);
                if (delivery.State == DeliveryState.Waiting)
                {
                    await Table.DeleteEntityAsync(row.PartitionKey, Place(line.RowKey, delivery).RowKey, ETag.All, cancellation);
                }

                await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
            }
        }
    }

    private async Task<TableEntity?> FindAsync(string webhook, CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(Lines, webhook, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The new ETag; null where another was faster.</summary>
    private async Task<ETag?> WriteAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            return (await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, cancellation)).Headers.ETag ?? ETag.All;
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return null;
        }
    }

    private static EndpointLine Of(TableEntity row, ETag etag) => new(
        row.RowKey, row.GetInt32("Failures") ?? 0, row.GetDateTimeOffset("RestsUntil"), etag);

    private static TableEntity Row(EndpointLine line) => new(Lines, line.Webhook)
    {
        ETag = line.ETag, ["Failures"] = line.Failures, ["RestsUntil"] = line.RestsUntil ?? DateTimeOffset.UnixEpoch,
    };
}
