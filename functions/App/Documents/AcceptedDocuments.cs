using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Hands out accepted documents only as they were accepted.</summary>
/// <remarks>
/// The record has length, ETag and SHA-256 of what was accepted. Every write to a blob changes its ETag; where it differs, or an older
/// record has none, the content itself is compared: a restored copy has another ETag and the same content.
/// </remarks>
public sealed class AcceptedDocuments(
    BlobServiceClient blobs, DocumentMetrics metrics, ILogger<AcceptedDocuments> logger)
{
    private static readonly EventId Altered = new(17_001, "AcceptedDocumentAltered");

    /// <summary>The content, which is what was accepted.</summary>
    /// <exception cref="ProblemException">not-found: the blob is gone; document-altered.</exception>
    public async Task<Stream> OpenAsync(string application, SlotState slot, CancellationToken cancellation)
    {
        var blob = BlobOf(slot);
        try
        {
            var etag = await IntactAsync(blob, slot, cancellation) ?? throw Refused(application, slot);
            // What was compared is what is sent.
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = etag } };
            return (await blob.DownloadStreamingAsync(options, cancellation)).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw PlatformProblems.NotFound.With();
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            throw Refused(application, slot);
        }
    }

    /// <summary>Before anyone decides on them: all accepted documents of the application are there as they were accepted.</summary>
    /// <exception cref="ProblemException">document-altered.</exception>
    public async Task RequireIntactAsync(Application application, CancellationToken cancellation)
    {
        foreach (var slot in application.Slots.Where(slot => slot.State == DocumentState.Accepted))
        {
            try
            {
                if (await IntactAsync(BlobOf(slot), slot, cancellation) is null) throw Refused(application.Id, slot);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                throw Refused(application.Id, slot);
            }
        }
    }

    private BlobClient BlobOf(SlotState slot) => blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(slot.Blob);

    // The ETag of what is there, when it is what was accepted; null otherwise.
    private static async Task<ETag?> IntactAsync(BlobClient blob, SlotState slot, CancellationToken cancellation)
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
        if (properties.ContentLength != slot.Bytes) return null;
        if (properties.ETag.ToString() == slot.BlobETag) return properties.ETag;
        var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
        await using var content = (await blob.DownloadStreamingAsync(options, cancellation)).Value.Content;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) == slot.Sha256 ? properties.ETag : null;
    }

    private ProblemException Refused(string application, SlotState slot)
    {
        metrics.Altered();
        logger.LogError(
            Altered, "Security: the accepted document {Type}, version {Version}, of application {Application} was changed in storage",
            slot.Type, slot.Version, application);
        return DocumentProblems.DocumentAltered.With();
    }
}
