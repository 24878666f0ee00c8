using System.Net.Http.Headers;
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
    BlobServiceClient blobs, DocumentMetrics metrics, AlterationRecord record, ILogger<AcceptedDocuments> logger)
{
    private static readonly EventId Altered = new(17_001, "AcceptedDocumentAltered");

    /// <summary>The content, which is what was accepted, or a part of it.</summary>
    /// <exception cref="ProblemException">
    /// not-found: the blob is gone; document-erased; document-altered, also where the stream ends: the last bytes of any other content are
    /// never given.
    /// </exception>
    public async Task<Stream> OpenAsync(
        string application, SlotState slot, CancellationToken cancellation, HttpRange range = default)
    {
        RequireKept(slot);
        var blob = BlobOf(slot);
        try
        {
            if (slot.BlobETag is { } accepted && await OpenAsync(blob, new ETag(accepted), range, cancellation) is { } unchanged)
            {
                if (TotalOf(unchanged.Details) == slot.Bytes) return Sound(unchanged.Content, application, slot, range);
                await unchanged.Content.DisposeAsync();
                throw Refused(application, slot);
            }

            BlobProperties stored = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            if (!await IsIntactAsync(blob, slot, stored.ContentLength, stored.ETag, cancellation)) throw Refused(application, slot);
            // What was compared is what is sent.
            return await OpenAsync(blob, stored.ETag, range, cancellation) is { } compared
                ? Sound(compared.Content, application, slot, range) : throw Refused(application, slot);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            Missed(application, slot);
            throw PlatformProblems.NotFound.With();
        }
    }

    /// <summary>Before anything is recorded of a reading.</summary>
    /// <exception cref="ProblemException">document-erased.</exception>
    public static void RequireKept(SlotState slot)
    {
        if (string.IsNullOrEmpty(slot.Blob)) throw DocumentProblems.DocumentErased.With();
    }

    /// <summary>Before anyone decides on them: all accepted documents of the application are there as they were accepted.</summary>
    /// <exception cref="ProblemException">document-altered.</exception>
    public async Task RequireIntactAsync(Application application, CancellationToken cancellation)
    {
        var slots = application.Asked.Where(slot => slot.State == DocumentState.Accepted).ToArray();
        if (slots.Length == 0) return;
        // One request for all: the names of an application's blobs begin with its id.
        var stored = new Dictionary<string, BlobItemProperties>();
        var listed = blobs.GetBlobContainerClient(Topology.Accepted)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{application.Id}/", cancellation);
        await foreach (var blob in listed) stored[blob.Name] = blob.Properties;
        foreach (var slot in slots)
        {
            if (slot.Blob is not { } name || !stored.TryGetValue(name, out var properties)
                || properties.ETag is not { } etag
                || !await IsIntactAsync(BlobOf(slot), slot, properties.ContentLength ?? -1, etag, cancellation))
            {
                throw Refused(application.Id, slot);
            }
        }
    }

    // A part has no digest of its own: there the ETag alone binds it to what was accepted.
    private Stream Sound(Stream content, string application, SlotState slot, HttpRange range) =>
        range == default ? new SoundContent(content, slot.Bytes, slot.Sha256!, () => Refused(application, slot)) : content;

    private BlobClient BlobOf(SlotState slot) => blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(slot.Blob);

    // The content may have changed again since it was looked at: the condition keeps to that one.
    private static async Task<bool> IsIntactAsync(BlobClient blob, SlotState slot, long bytes, ETag etag, CancellationToken cancellation)
    {
        if (bytes != slot.Bytes) return false;
        if (etag.ToString() == slot.BlobETag) return true;
        try
        {
            if (await OpenAsync(blob, etag, default, cancellation) is not { } opened) return false;
            await using var content = opened.Content;
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) == slot.Sha256;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Null where the blob has another ETag.</summary>
    private static async Task<BlobDownloadStreamingResult?> OpenAsync(
        BlobClient blob, ETag etag, HttpRange range, CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions { Range = range, Conditions = new BlobRequestConditions { IfMatch = etag } };
        try
        {
            return (await blob.DownloadStreamingAsync(options, cancellation)).Value;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Bytes of the blob, of which the answer may be a part.</summary>
    private static long TotalOf(BlobDownloadDetails details) =>
        ContentRangeHeaderValue.TryParse(details.ContentRange, out var part) && part.Length is { } total ? total : details.ContentLength;

    private void Missed(string application, SlotState slot) => Report(application, slot, "is missing");

    private ProblemException Refused(string application, SlotState slot)
    {
        Report(application, slot, "was changed");
        return DocumentProblems.DocumentAltered.With();
    }

    private void Report(string application, SlotState slot, string what)
    {
        metrics.Altered();
        logger.LogError(
            Altered, "Security: the accepted document {Type}, version {Version}, of application {Application} {What} in storage",
            slot.Type, slot.Version, application, what);
        record.Note(application, slot);
    }
}
