using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Retention;

/// <summary>What was deleted of an application's files.</summary>
/// <param name="IsComplete">False where storage keeps some by its own rule: they are tried again.</param>
public sealed record DeletedFiles(int Files, long Bytes, bool IsComplete);

/// <summary>Deletes an application's files: documents, photos, what was refused, and the texts that were compared.</summary>
public sealed class DeleteFiles(BlobServiceClient blobs, ILogger<DeleteFiles> logger)
{
    /// <summary>Each has blobs whose names begin with the application's id.</summary>
    internal static readonly IReadOnlyList<string> Containers = [Topology.Incoming, Topology.Accepted, Topology.Rejected, Topology.Texts];

    private const int Passes = 3;

    /// <summary>Safe to run twice: what is gone is gone, and is not counted again.</summary>
    public async Task<DeletedFiles> RunAsync(string application, CancellationToken cancellation)
    {
        var (files, bytes, held) = await DeleteAsync(application, cancellation);
        var again = files;
        // Where storage keeps versions, what was the current one is an earlier one now.
        for (var pass = 2; pass <= Passes && again > 0; pass++) (again, _, held) = await DeleteAsync(application, cancellation);
        if (held > 0) logger.LogInformation("Storage keeps {Count} files of {Application}, by its own rule or in use", held, application);
        return new DeletedFiles(files, bytes, held == 0);
    }

    private async Task<(int Files, long Bytes, int Held)> DeleteAsync(string application, CancellationToken cancellation)
    {
        var (files, bytes, held) = (0, 0L, 0);
        foreach (var name in Containers)
        {
            var container = blobs.GetBlobContainerClient(name);
            var found = container.GetBlobsAsync(
                BlobTraits.None, BlobStates.Version | BlobStates.Snapshots, $"{application}/", cancellation);
            await foreach (var blob in found)
            {
                if (!await TryDeleteAsync(container, blob, cancellation))
                {
                    held++;
                    continue;
                }

                files++;
                bytes += blob.Properties.ContentLength ?? 0;
            }
        }

        return (files, bytes, held);
    }

    /// <summary>False where a time-based policy or a hold of the storage account keeps it.</summary>
    private static async Task<bool> TryDeleteAsync(BlobContainerClient container, BlobItem blob, CancellationToken cancellation)
    {
        var client = container.GetBlobClient(blob.Name);
        if (blob.Snapshot is { Length: > 0 } snapshot) client = client.WithSnapshot(snapshot);
        // The current version is deleted by its name alone.
        else if (blob.VersionId is { Length: > 0 } version && blob.IsLatestVersion != true) client = client.WithVersion(version);
        try
        {
            await RemoveBlob.RunAsync(client, DeleteSnapshotsOption.None, cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 409)
        {
            return false;
        }
    }
}
