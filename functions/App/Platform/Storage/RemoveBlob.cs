using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace FunctionsApp.Platform.Storage;

/// <summary>Deletes a blob, whoever has a lease on it: whoever may write one may lease it, without end.</summary>
public static class RemoveBlob
{
    /// <summary>Safe to run twice.</summary>
    /// <exception cref="RequestFailedException">409: a rule of storage keeps it.</exception>
    public static async Task RunAsync(BlobBaseClient blob, DeleteSnapshotsOption snapshots, CancellationToken cancellation)
    {
        try
        {
            await blob.DeleteIfExistsAsync(snapshots, cancellationToken: cancellation);
        }
        catch (RequestFailedException leased) when (leased.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
            await blob.DeleteIfExistsAsync(snapshots, cancellationToken: cancellation);
        }
    }
}
