using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using FunctionsApp.Platform;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Portal;

/// <summary>Whether tables, blobs and Service Bus can be used. The reason of a failure goes to the log alone.</summary>
public sealed class ReadinessChecks(TableServiceClient tables, BlobServiceClient blobs, ServiceBusClient bus,
    ILogger<ReadinessChecks> logger)
{
    /// <summary>
    /// A slower dependency counts as down. Real time, also where the app's clock is virtual: storage and broker live in it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<bool> AllPassAsync(CancellationToken cancellation)
    {
        var results = await Task.WhenAll(
            PassesAsync("Tables", TablesAsync, cancellation),
            PassesAsync("Blobs", BlobsAsync, cancellation),
            PassesAsync("Service Bus", BusAsync, cancellation));
        return results.All(passed => passed);
    }

    private async Task<bool> PassesAsync(string name, Func<CancellationToken, Task> check, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await check(patience.Token);
            return true;
        }
        catch (Exception exception) when (IsFailure(exception) && !cancellation.IsCancellationRequested)
        {
            logger.LogWarning(exception, "{Dependency} is not ready", name);
            return false;
        }
    }

    private static bool IsFailure(Exception exception) => exception
        is RequestFailedException or ServiceBusException or OperationCanceledException
            or AuthenticationFailedException or ObjectDisposedException
        // The storage clients report their exhausted retries so.
        or AggregateException;

    // One row at most, of the app's own table: a role that may only use data suffices.
    private async Task TablesAsync(CancellationToken cancellation)
    {
        await foreach (var _ in tables.GetTableClient(Topology.OutboxTable).QueryAsync<TableEntity>(row => row.PartitionKey == "health", 1,
            cancellationToken: cancellation)) break;
    }

    private async Task BlobsAsync(CancellationToken cancellation)
    {
        Response<bool> exists = await blobs.GetBlobContainerClient(Topology.Incoming).ExistsAsync(cancellation);
        if (!exists.Value) throw new RequestFailedException(404, $"The container {Topology.Incoming} is missing.");
    }

    private async Task BusAsync(CancellationToken cancellation)
    {
        await using var sender = bus.CreateSender(Topology.Facts);
        ObjectDisposedException.ThrowIf(bus.IsClosed, bus);
    }
}
