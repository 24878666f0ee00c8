using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents;

/// <summary>Keeps what the check refused for some days, for operators who look into it; no function hands it out.</summary>
public sealed class RejectedDocuments(BlobServiceClient blobs, IOptions<DocumentOptions> options, TimeProvider time)
{
    /// <summary>Metadata: by the app's clock; storage has one of its own.</summary>
    private const string RejectedAt = "rejectedat";

    /// <summary>Moves nothing yet: the blob among the incoming ones stays until its check ends. Safe to run twice.</summary>
    internal async Task KeepAsync(ArrivedBlob arrived, DocumentRecord record, CancellationToken cancellation)
    {
        // The first copy is what was refused: whoever still holds the address of an upload can write the incoming blob again.
        var kept = Container.GetBlobClient(record.Blob);
        if (await kept.ExistsAsync(cancellation)) return;
        var metadata = arrived.Tag?.ToMetadata() ?? [];
        metadata[RejectedAt] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        try
        {
            await arrived.CopyToAsync(kept, metadata, cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Another run has kept it, and cleared it away.
        }
    }

    /// <summary>Removes those whose days are over. Safe to run twice, also at the same moment.</summary>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.RejectedDays);
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellation))
        {
            if (!(At(blob) <= before)) continue;
            await Container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    private BlobContainerClient Container => blobs.GetBlobContainerClient(Topology.Rejected);

    private static DateTimeOffset? At(BlobItem blob) =>
        blob.Metadata.TryGetValue(RejectedAt, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at : blob.Properties.LastModified;
}
