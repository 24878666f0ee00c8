using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace FunctionsApp.Documents;

/// <summary>An upload as it was found in storage.</summary>
/// <param name="ETag">Of the content that was found; only that is read and copied.</param>
/// <param name="Tag">Null when the blob is not one of our uploads.</param>
internal sealed record ArrivedBlob(BlobClient Blob, ETag ETag, DocumentTag? Tag, ArrivedContent Content) : IAsyncDisposable
{
    /// <summary>Null when there is none.</summary>
    public static async Task<ArrivedBlob?> FindAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            BlobDownloadStreamingResult found = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
            var content = await ArrivedContent.OpenAsync(blob, found, cancellation);
            return new ArrivedBlob(blob, found.Details.ETag, DocumentTag.Read(found.Details.Metadata), content);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>Has storage copy what was found; nothing passes through this process.</summary>
    /// <param name="metadata">Of the copy.</param>
    public Task CopyToAsync(BlobClient target, IDictionary<string, string> metadata, CancellationToken cancellation) =>
        CopyAsync(target, new BlobCopyFromUriOptions { Metadata = metadata }, cancellation);

    /// <summary>
    /// Has storage copy what was found to a place where nothing is. An earlier run, or another at the same moment, may have copied the
    /// same: a second copy would change the ETag that its record has.
    /// </summary>
    /// <param name="sha256">Lower-case hex, of what was found.</param>
    /// <returns>What is there now: the copy, or what was there before, which stays.</returns>
    /// <exception cref="RequestFailedException">404: what was found is gone. 409: a copy of another run is under way, or has ended without
    /// a result, or what was there has vanished: try again.</exception>
    public async Task<PlacedBlob> CopyOnceAsync(BlobClient target, string sha256, CancellationToken cancellation)
    {
        try
        {
            var nothing = new BlobRequestConditions { IfNoneMatch = ETag.All };
            return new PlacedBlob(
                await CopyAsync(target, new BlobCopyFromUriOptions { DestinationConditions = nothing }, cancellation), sha256);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            if (await FindPlacedAsync(target, cancellation) is { } placed) return placed;
            throw;
        }
    }

    /// <summary>Null where nothing is, and where a copy is under way or has failed.</summary>
    private static async Task<PlacedBlob?> FindPlacedAsync(BlobClient target, CancellationToken cancellation)
    {
        try
        {
            BlobProperties there = await target.GetPropertiesAsync(cancellationToken: cancellation);
            var same = new BlobRequestConditions { IfMatch = there.ETag };
            if (there.BlobCopyStatus is CopyStatus.Failed or CopyStatus.Aborted)
            {
                await target.DeleteIfExistsAsync(conditions: same, cancellationToken: cancellation);
                return null;
            }

            if (there.BlobCopyStatus is CopyStatus.Pending) return null;
            using BlobDownloadStreamingResult content = await target.DownloadStreamingAsync(
                new BlobDownloadOptions { Conditions = same }, cancellation);
            return new PlacedBlob(there.ETag, Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Content, cancellation)));
        }
        // It can vanish between two requests: what was found is still there, and can be copied.
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private async Task<ETag> CopyAsync(BlobClient target, BlobCopyFromUriOptions options, CancellationToken cancellation)
    {
        options.SourceConditions = new BlobRequestConditions { IfMatch = ETag };
        var copy = await target.StartCopyFromUriAsync(Blob.Uri, options, cancellation);
        // A copy that ends at once is answered with the ETag that stays; that of one under way changes with its end.
        var answer = copy.GetRawResponse();
        if (!answer.Headers.TryGetValue("x-ms-copy-status", out var status) || status != "success")
        {
            answer = (await copy.WaitForCompletionAsync(cancellation)).GetRawResponse();
        }

        return answer.Headers.ETag ?? throw new InvalidOperationException("Storage answered a copy without its ETag.");
    }
}

/// <summary>What the place of an accepted document has.</summary>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record PlacedBlob(ETag ETag, string Sha256);
