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
    /// <param name="metadata">Of the copy; null for the same.</param>
    /// <returns>ETag of the copy.</returns>
    public async Task<ETag> CopyToAsync(BlobClient target, CancellationToken cancellation, IDictionary<string, string>? metadata = null)
    {
        var options = new BlobCopyFromUriOptions
        {
            SourceConditions = new BlobRequestConditions { IfMatch = ETag }, Metadata = metadata,
        };
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
