using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace LocalHost.Blobs;

/// <summary>Lists the containers of blob triggers, over and over, and offers what is there.</summary>
/// <remarks>In real time, whatever the host's clock: storage and those who write to it from outside live in it.</remarks>
internal sealed class BlobScanner(
    IReadOnlyList<BlobTrigger> triggers, StorageAccount account, Action<BlobTrigger, BlobVersion> offer, Action answered, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileSilent = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim hurry = new(0);
    private bool silent;

    /// <summary>Scans at once, because something waits for storage to answer.</summary>
    public void Hurry() => hurry.Release();

    /// <param name="first">Ends after the first scan that storage answered.</param>
    public async Task RunAsync(IDisposable first, CancellationToken cancellation)
    {
        using var token = first;
        try
        {
            while (true)
            {
                if (await TryScanAsync(cancellation))
                {
                    token.Dispose();
                    answered();
                    await hurry.WaitAsync(Interval, cancellation);
                }
                else
                {
                    await Task.Delay(WhileSilent, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task<bool> TryScanAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var container in triggers.GroupBy(trigger => trigger.Path.Container)) await ScanAsync(container.Key, [.. container], cancellation);
            if (silent) logger.LogInformation("Storage is available again; blob triggers continue");
            silent = false;
            return true;
        }
        catch (Exception exception) when (StorageOutage.Is(exception))
        {
            // Once per outage, not once per scan.
            if (!silent) logger.LogWarning("Storage is unavailable; blob triggers wait for it");
            silent = true;
            return false;
        }
    }

    private async Task ScanAsync(string container, IReadOnlyList<BlobTrigger> here, CancellationToken cancellation)
    {
        try
        {
            await foreach (var blob in account.Blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: cancellation))
            {
                if (blob.Properties.ETag is not { } etag) continue;
                var version = new BlobVersion(container, blob.Name, etag.ToString().Trim('"'));
                foreach (var trigger in here) offer(trigger, version);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The container comes with the app's first write to it.
        }
    }
}
