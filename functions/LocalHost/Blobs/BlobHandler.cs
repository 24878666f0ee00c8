using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LocalHost.Functions;

namespace LocalHost.Blobs;

/// <summary>How one try ended.</summary>
internal abstract record BlobOutcome
{
    public sealed record Done : BlobOutcome;

    /// <summary>Deleted or overwritten meanwhile: this version needs nothing any more.</summary>
    public sealed record Gone : BlobOutcome;

    /// <summary>Storage does not answer, so the try says nothing about the function.</summary>
    public sealed record StorageSilent : BlobOutcome;

    public sealed record Failed(Exception Error) : BlobOutcome;
}

/// <summary>Gives one blob version to its function once.</summary>
/// <param name="app">The app's own client: what the function does through it is counted.</param>
internal sealed class BlobHandler(FunctionInvoker invoker, StorageAccount account, BlobServiceClient app)
{
    public async Task<BlobOutcome> HandleAsync(BlobDelivery delivery, CancellationToken cancellation)
    {
        var own = account.Blobs.GetBlobContainerClient(delivery.Blob.Container).GetBlobClient(delivery.Blob.Name);
        try
        {
            if (await PropertiesAsync(own, cancellation) is not { } properties || properties.ETag.ToString().Trim('"') != delivery.Blob.ETag) return new BlobOutcome.Gone();

            var blob = app.GetBlobContainerClient(delivery.Blob.Container).GetBlobClient(delivery.Blob.Name);
            var part = delivery.Trigger.Path.Part;
            var name = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [part] = delivery.Blob.Name };
            await invoker.InvokeAsync(delivery.Trigger.Function, new Invocation(blob) { Data = name }, cancellation);
            return new BlobOutcome.Done();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: no receipt, so the next start's scan finds it.
            return new BlobOutcome.Gone();
        }
        // The boundary: the failure becomes a stored try.
        catch (Exception exception)
        {
            return await IsSilentAsync(own, cancellation) ? new BlobOutcome.StorageSilent() : new BlobOutcome.Failed(exception);
        }
    }

    private static async Task<BlobProperties?> PropertiesAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static async Task<bool> IsSilentAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await PropertiesAsync(blob, cancellation);
            return false;
        }
        catch (Exception exception) when (StorageOutage.Is(exception) || exception is OperationCanceledException)
        {
            return true;
        }
    }
}
