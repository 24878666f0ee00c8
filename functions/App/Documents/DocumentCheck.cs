using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Takes over each upload: checks its content, accepts or rejects it, and clears the upload away. Safe to run twice.</summary>
public sealed class DocumentCheck(
    ApplicationPartition applications, ProgrammeCatalogue programmes, DocumentStore store, NoticeSender notices, TimeProvider time, ILogger<DocumentCheck> logger)
{
    private const string Actor = "Documents_Check";

    [Function("Documents_Check")]
    public async Task RunAsync([BlobTrigger($"{Topology.Incoming}/{{name}}", Connection = Topology.StorageConnection)] BlobClient blob, string name, CancellationToken cancellation)
    {
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            if (await FindAsync(properties, name, cancellation) is not { } document) logger.LogWarning("Upload {Blob} belongs to no application and is removed", name);
            else if (document.State == DocumentState.Received) await CheckAsync(blob, properties.ETag, document, cancellation);
            await blob.DeleteIfExistsAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // An earlier run ended with the removal.
        }
    }

    private async Task<Document?> FindAsync(BlobProperties properties, string name, CancellationToken cancellation)
    {
        if (UploadMetadata.Read(properties.Metadata) is not { } upload) return null;
        var document = await store.FindAsync(upload.ApplicationId, upload.Type, upload.Version, cancellation);
        return document?.Incoming == name ? document : null;
    }

    private async Task CheckAsync(BlobClient blob, ETag etag, Document document, CancellationToken cancellation)
    {
        var fault = await FaultAsync(blob, etag, document, cancellation);
        if (fault is null) await store.AcceptAsync(blob, etag, document, cancellation);
        var application = await applications.ChangeAsync(document.ApplicationId, current =>
        {
            var definition = programmes.Get(current.Programme, current.Version);
            return fault is null
                ? Receiving.Accept(current, definition, document, Actor, time.GetUtcNow())
                : Receiving.Reject(current, document, fault, Actor);
        }, cancellation);
        logger.LogInformation("Document {Type} {Version} of {Application}: {Result}", document.Type, document.Version, application.Id, fault?.English ?? "accepted");
        if (fault is not null) await notices.SendAsync(Notice(application, document, fault), cancellation);
    }

    private async Task<LocalizedText?> FaultAsync(BlobClient blob, ETag etag, Document document, CancellationToken cancellation)
    {
        await using var content = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false)
        {
            Conditions = new BlobRequestConditions { IfMatch = etag },
            BufferSize = 256 * 1024,
        }, cancellation);
        // What is stored has to be what was received: the receipt's digest is the one that every later proof names.
        return content.Length == document.Bytes && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) == document.Sha256
            ? Signature.Check(content, document.Format)
            : new LocalizedText("内容没有完整到达", "The content did not arrive whole");
    }

    private Notice Notice(Application application, Document document, LocalizedText fault)
    {
        var slot = programmes.Get(application.Programme, application.Version).Slot(document.Type)!;
        return new Notice(
            $"{application.Id}-{document.Type}-{document.Version}-rejected", "document-rejected", null, application.ApplicantEmail, application.Language,
            new Dictionary<string, string>
            {
                ["title"] = application.Title,
                ["document"] = slot.Name.In(application.Language),
                ["reason"] = fault.In(application.Language),
            });
    }
}
