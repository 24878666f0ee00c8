using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Checks what arrives, moves it to the accepted documents or rejects it, and clears it away.</summary>
public sealed class CheckTrigger(
    BlobServiceClient blobs, ApplicationPartition partition, DocumentStore documents, ProgrammeCatalogue catalogue, NoticeSender notices, ILogger<CheckTrigger> logger)
{
    private const int ReadBytes = 4 * 1024 * 1024;

    /// <summary>Safe to run twice, also at the same moment: the record settles once, the blob goes last.</summary>
    /// <remarks>On Azure the blob's event brings it at once (Flex Consumption has no other source); LocalHost finds it by itself.</remarks>
    [Function(DocumentStore.Checker)]
    public async Task CheckAsync(
        [BlobTrigger("incoming/{name}", Connection = Topology.StorageConnection, Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name,
        CancellationToken cancellation)
    {
        BlobProperties properties;
        try
        {
            properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return; // An earlier run cleared it away.
        }

        var tag = DocumentTag.Read(properties.Metadata);
        // The host knows nothing of the upload: its invocation is linked, and the work goes on with the upload's trace.
        using var check = Tracing.Continue("check document", tag?.Trace, ActivityKind.Consumer);
        check?.SetTag("app.document.type", tag?.Type);
        if (tag is null || await RecordAsync(tag, name, cancellation) is not { } record)
        {
            // Without its name: whoever put it there may have called it anything.
            logger.LogWarning("A blob in {Container} is not an upload of any application; it is removed", Topology.Incoming);
        }
        else if (record.State == CheckState.Received)
        {
            await SettleAsync(blob, properties.ETag, record, cancellation);
        }
        else if (record.State == CheckState.Rejected)
        {
            // The run that rejected it may have ended before its notice.
            await TellAsync(record, cancellation);
        }

        await blob.DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    // The blob's own word is not enough: the record must name this very blob.
    private async Task<DocumentRecord?> RecordAsync(DocumentTag tag, string name, CancellationToken cancellation) =>
        Ids.IsId(tag.Application) && await documents.FindAsync(tag.Application, tag.Type, tag.Version, cancellation) is { } record && record.Blob == name ? record : null;

    private async Task SettleAsync(BlobClient blob, ETag etag, DocumentRecord record, CancellationToken cancellation)
    {
        var fault = await FaultAsync(blob, record, cancellation);
        if (fault is null)
        {
            var accepted = blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(record.Blob);
            var copy = await accepted.StartCopyFromUriAsync(blob.Uri, new BlobCopyFromUriOptions { SourceConditions = new BlobRequestConditions { IfMatch = etag } }, cancellation);
            await copy.WaitForCompletionAsync(cancellation);
            await documents.AcceptAsync(record, cancellation);
            var settled = await documents.FindAsync(record.Application, record.Type, record.Version, cancellation);
            // Superseded or come too late: nothing refers to the copy.
            if (settled!.State != CheckState.Accepted) await accepted.DeleteIfExistsAsync(cancellationToken: cancellation);
            record = settled;
        }
        else
        {
            record = (await documents.RejectAsync(record, fault, cancellation)).Record ?? record;
        }

        if (record.State == CheckState.Rejected) await TellAsync(record, cancellation);
    }

    private static async Task<LocalizedText?> FaultAsync(BlobClient blob, DocumentRecord record, CancellationToken cancellation)
    {
        await using var content = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadBytes }, cancellation);
        return await ContentCheck.FaultAsync(content, DeclaredFormat.ByExtension(record.FileName)!.Value, record.Bytes, record.Sha256, cancellation);
    }

    private async Task TellAsync(DocumentRecord record, CancellationToken cancellation)
    {
        var application = await partition.GetAsync(record.Application, cancellation);
        if (application.ApplicantEmail.Length == 0) return;
        var definition = catalogue.Get(application.Programme, application.Version);
        await notices.SendAsync(RejectionNotice.For(application, definition, record), cancellation);
    }
}
