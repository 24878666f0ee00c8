using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using static FunctionsApp.Deliveries.LineRows;

namespace FunctionsApp.Deliveries;

/// <summary>A delivery of a webhook, with the version of its row.</summary>
public sealed record KeptDelivery(string Webhook, Delivery Delivery, ETag ETag);

/// <summary>
/// What was given up, of all webhooks. A row of the list only names the delivery, whose own row states whether it is given up: it may be
/// sent again since.
/// </summary>
public sealed class GivenUpStore(TableServiceClient tables)
{
    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>A page by the items' times, newest first. It is short where deliveries of the list were sent again.</summary>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Platform.Storage.Page<KeptDelivery>> PageAsync(string? cursor, int size, CancellationToken cancellation)
    {
        var from = Cursor.Decode(cursor, GivenUp) is { Length: > 0 } last ? Next(last) : "";
        var lines = await Table.TakeAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {GivenUp} and RowKey ge {from}"), size + 1, cancellation);
        var page = lines.Take(size).ToList();
        var next = lines.Count > size ? Cursor.Encode(GivenUp, page[^1].RowKey) : null;
        var kept = await Task.WhenAll(page.Select(line => GetAsync(line.GetString("Webhook"), line.GetString("Of"), cancellation)));
        return new Platform.Storage.Page<KeptDelivery>(
            [.. kept.OfType<KeptDelivery>().Where(each => each.Delivery.State == DeliveryState.Dead)], next);
    }

    /// <summary>Null where the webhook has no such delivery, or no longer.</summary>
    /// <param name="delivery">Its id.</param>
    public async Task<KeptDelivery?> FindAsync(string webhook, string delivery, CancellationToken cancellation)
    {
        var filter = $"{Filter(webhook, Log, After(Log))} and {TableClient.CreateQueryFilter($"Id eq {delivery}")}";
        return (await Table.TakeAsync(filter, 1, cancellation)) is [var row] ? new KeptDelivery(webhook, Read(row), row.ETag) : null;
    }

    /// <summary>Puts it back into its line; false where another call was faster.</summary>
    public async Task<bool> PutBackAsync(KeptDelivery kept, Delivery waiting, CancellationToken cancellation)
    {
        try
        {
            await Table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, RowOf(kept.Webhook, waiting), kept.ETag),
                    new(TableTransactionActionType.Add, Place(kept.Webhook, waiting)),
                ],
                cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Removes the list's rows of what happened before. Safe to run twice.</summary>
    public Task RemoveAsync(DateTimeOffset before, CancellationToken cancellation) => Table.RemoveRangeAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {GivenUp} and RowKey ge {LineOrder.NewestFirst(before, "")}"), cancellation);

    private async Task<KeptDelivery?> GetAsync(string webhook, string key, CancellationToken cancellation)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(webhook), key, cancellationToken: cancellation);
        return row.HasValue ? new KeptDelivery(webhook, Read(row.Value!), row.Value!.ETag) : null;
    }
}
