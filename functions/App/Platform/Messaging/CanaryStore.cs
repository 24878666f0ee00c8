using Azure;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Messaging;

/// <summary>The ways in which a bulletin leaves the app.</summary>
public enum CanaryChannel
{
    Mail,
    Webhook,
}

/// <summary>A bulletin that the canary of a channel waits for.</summary>
/// <param name="Bulletin">Id of its message.</param>
/// <param name="At">When it was about to be published.</param>
public sealed record OpenCanary(string Bulletin, CanaryChannel Channel, DateTimeOffset At);

/// <summary>
/// The canaries: for each channel a subscriber of the app's own, which gets urgent bulletins by the same queues as everybody. A row for
/// each bulletin and channel, and another one while it is open: the open ones alone are read often.
/// </summary>
public sealed class CanaryStore(TableServiceClient tables, TimeProvider time)
{
    private const string Canaries = "canaries";
    private const string Kept = "canary|";
    private const string Open = "open|";

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Before the bulletin is published. Safe to run twice: one that has ended stays so.</summary>
    /// <param name="bulletin">Its id, which is safe as a key.</param>
    public async Task OpenAsync(string bulletin, CancellationToken cancellation)
    {
        foreach (var channel in Enum.GetValues<CanaryChannel>())
        {
            try
            {
                await Table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.Add, Row(Kept, bulletin, channel)),
                        new(TableTransactionActionType.Add, Row(Open, bulletin, channel)),
                    ],
                    cancellation);
            }
            catch (RequestFailedException fault) when (fault.Status == 409)
            {
                // Opened before.
            }
        }
    }

    /// <summary>The bulletin arrived. Safe to run twice, and where none was open.</summary>
    public async Task EndAsync(string bulletin, CanaryChannel channel, CancellationToken cancellation)
    {
        // The row that is kept comes first: an open one that was ended must not be opened again.
        var row = Row(Kept, bulletin, channel);
        await Table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellation);
        await Table.DeleteEntityAsync(Canaries, $"{Open}{bulletin}|{channel}", ETag.All, cancellation);
    }

    /// <summary>Those that wait, in any order.</summary>
    public async Task<IReadOnlyList<OpenCanary>> ReadOpenAsync(CancellationToken cancellation)
    {
        var open = new List<OpenCanary>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Canaries} and RowKey ge {Open} and RowKey lt {$"{Open}~"}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            open.Add(new OpenCanary(
                row.GetString("Bulletin"), Enum.Parse<CanaryChannel>(row.GetString("Channel")), row.GetDateTimeOffset("At")!.Value));
        }

        return open;
    }

    /// <summary>Removes what happened before, open or not. Safe to run twice.</summary>
    public async Task RemoveAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Canaries, cancellationToken: cancellation))
        {
            if (row.GetDateTimeOffset("At") >= before) continue;
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        }
    }

    private TableEntity Row(string kind, string bulletin, CanaryChannel channel) => new(Canaries, $"{kind}{bulletin}|{channel}")
    {
        ["Bulletin"] = bulletin, ["Channel"] = $"{channel}", ["At"] = time.GetUtcNow(),
    };
}
