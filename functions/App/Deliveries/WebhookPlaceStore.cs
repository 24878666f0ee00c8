using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Deliveries;

/// <summary>
/// The places that a person's webhooks take, one partition for each person: the commit that takes a place checks that one is free, so
/// that two at once never get the last one. A webhook that ended leaves its place when another one needs it.
/// </summary>
public sealed class WebhookPlaceStore(TableServiceClient tables, AggregateStore webhooks)
{
    private const string Count = "count";
    private const string Place = "w|";
    private const int Attempts = 20;

    /// <summary>A place whose webhook was never created is free again after that; creating takes seconds.</summary>
    private static readonly TimeSpan Creating = TimeSpan.FromMinutes(10);

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Idempotent: a webhook has one place.</summary>
    /// <param name="round">The one that will be created.</param>
    /// <exception cref="ProblemException">too-many-webhooks.</exception>
    /// <exception cref="StaleStateException">Others were faster at every attempt.</exception>
    public async Task TakeAsync(string owner, string webhook, int round, DateTimeOffset now, CancellationToken cancellation)
    {
        var partition = $"places-{Ids.From("webhook-places", owner)}";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = await Table.TakeAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), RegisterWebhook.Most + 2, cancellation);
            var others = rows.Where(row => row.RowKey != Count && row.RowKey != Place + webhook).ToList();
            var over = others.Count < RegisterWebhook.Most ? [] : await OverAsync(others, now, cancellation);
            if (others.Count - over.Count >= RegisterWebhook.Most) throw DeliveryProblems.TooMany.With();
            var own = new TableEntity(partition, Place + webhook) { ["Webhook"] = webhook, ["Round"] = round, ["At"] = now };
            if (await CommitAsync(
                [
                    Counted(partition, rows.FirstOrDefault(row => row.RowKey == Count), others.Count - over.Count + 1),
                    new(TableTransactionActionType.UpsertReplace, own),
                    .. over.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)),
                ],
                cancellation)) return;
        }

        throw new StaleStateException(webhook);
    }

    /// <summary>Every taking writes this row under its ETag: of two at once the second looks again.</summary>
    private static TableTransactionAction Counted(string partition, TableEntity? before, int count)
    {
        var row = new TableEntity(partition, Count) { ["Count"] = count };
        return before is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, before.ETag);
    }

    private async Task<IReadOnlyList<TableEntity>> OverAsync(
        IReadOnlyList<TableEntity> places, DateTimeOffset now, CancellationToken cancellation)
    {
        var over = new List<TableEntity>();
        foreach (var place in places)
        {
            var webhook = (await webhooks.FindAsync(WebhookAggregate.Kind, place.GetString("Webhook"), cancellation))?.State;
            var isCreated = webhook is not null && webhook.Round >= place.GetInt32("Round");
            if (isCreated ? webhook!.Status == WebhookStatus.Ended : place.GetDateTimeOffset("At") + Creating < now) over.Add(place);
        }

        return over;
    }

    private async Task<bool> CommitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await Table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
