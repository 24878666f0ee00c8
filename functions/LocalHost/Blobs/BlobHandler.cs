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
    public async Task<BlobOutcome> HandleAsync(BlobDelivery delivery, int triesBefore, int maxTries, CancellationToken cancellation)
    {
        var own = account.Blobs.GetBlobContainerClient(delivery.Blob.Container).GetBlobClient(delivery.Blob.Name);
        Stream? stream = null;
        try
        {
            if (await PropertiesAsync(own, cancellation) is not { } properties || properties.ETag.ToString().Trim('"') != delivery.Blob.ETag) return new BlobOutcome.Gone();

            var blob = app.GetBlobContainerClient(delivery.Blob.Container).GetBlobClient(delivery.Blob.Name);
            var value = await BlobValue.OpenAsync(blob, properties.ETag, delivery.Trigger.Function.TriggerParameter.ParameterType, cancellation);
            stream = value as Stream;
            var call = new Invocation(value)
            {
                Data = delivery.Trigger.Path.Match(delivery.Blob.Name)!,
                Values = [blob, properties],
                Retries = triesBefore,
                MaxRetries = maxTries - 1,
            };
            await invoker.InvokeAsync(delivery.Trigger.Function, call, cancellation);
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
        finally
        {
            if (stream is not null) await stream.DisposeAsync();
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
