using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Checks what arrives, moves it to the accepted documents or rejects it, and clears it away.</summary>
public sealed class DocumentOnBlob(
    BlobServiceClient blobs, AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters, TimeProvider time,
        ILogger<DocumentOnBlob> logger)
{
    private const int ReadBytes = 4 * 1024 * 1024;

    /// <summary>Safe to run twice, also at the same moment: the record changes once, the blob goes last.</summary>
    /// <remarks>On Azure the blob's event brings it at once (Flex Consumption has no other source); LocalHost finds it by itself.</remarks>
    [Function(CheckDocument.Actor)]
    public async Task CheckAsync(
        [BlobTrigger("incoming/{name}", Connection = Topology.StorageConnection, Source = BlobTriggerSource.EventGrid)] BlobClient blob,
            string name,
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
        // The host knows nothing of the upload: its invocation is linked, and the work continues the upload's trace.
        using var check = Tracing.Continue("check document", tag?.Trace, ActivityKind.Consumer);
        check?.SetTag("app.document.type", tag?.Type);
        if (tag is null || await FindAsync(tag, name, cancellation) is not { } found)
        {
            // Without its name: whoever put it there may have called it anything.
            logger.LogWarning("A blob in {Container} belongs to no upload of an application and is removed", Topology.Incoming);
        }
        else
        {
            var (application, record) = found;
            if (record.State == CheckState.Received) (application, record) = await CheckAsync(blob, properties.ETag, record,
                catalogue.Of(application), cancellation);
            // Also when an earlier run rejected it: that one may have ended before its letter.
            if (record.State == CheckState.Rejected) await TellAsync(application, record, cancellation);
        }

        await blob.DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    // The blob's metadata are not enough: the record must name this very blob.
    private async Task<(Application Application, DocumentRecord Record)?> FindAsync(DocumentTag tag, string name,
        CancellationToken cancellation) =>
        Ids.IsId(tag.Application)
        && await store.FindAsync(DocumentAggregate.Kind, tag.Application, cancellation) is { } found
        && found.State.Upload(tag.Type, tag.Version) is { } record
        && record.Blob == name
            ? (found.State.Application, record)
            : null;

    private async Task<(Application Application, DocumentRecord Record)> CheckAsync(
        BlobClient blob, ETag etag, DocumentRecord record, ProgrammeDefinition definition, CancellationToken cancellation)
    {
        if (await FaultAsync(blob, record, cancellation) is { } fault)
        {
            return Checked(await store.ChangeDocumentsAsync(
                record.Application, state => CheckDocument.Reject(state, definition, record, fault, time.GetUtcNow()), cancellation),
                    record);
        }

        var accepted = blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(record.Blob);
        var copy = await accepted.StartCopyFromUriAsync(blob.Uri,
            new BlobCopyFromUriOptions { SourceConditions = new BlobRequestConditions { IfMatch = etag } }, cancellation);
        await copy.WaitForCompletionAsync(cancellation);
        var outcome = Checked(await store.ChangeDocumentsAsync(
            record.Application, state => CheckDocument.Accept(state, definition, record, time.GetUtcNow()), cancellation), record);
        // Superseded or come too late: nothing refers to the copy.
        if (outcome.Record.State != CheckState.Accepted) await accepted.DeleteIfExistsAsync(cancellationToken: cancellation);
        return outcome;
    }

    private static (Application Application, DocumentRecord Record) Checked(Stored<ApplicationDocuments> after, DocumentRecord record) =>
        (after.State.Application, after.State.Upload(record.Type, record.Version)!);

    private static async Task<Rejection?> FaultAsync(BlobClient blob, DocumentRecord record, CancellationToken cancellation)
    {
        await using var content = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadBytes },
            cancellation);
        return await ContentCheck.FaultAsync(content, DeclaredFormat.ByExtension(record.FileName)!.Value, record.Bytes, record.Sha256,
            cancellation);
    }

    private async Task TellAsync(Application application, DocumentRecord record, CancellationToken cancellation)
    {
        if (application.Applicant.Email.Length == 0) return;
        await letters.SendAsync(RejectionLetter.For(application, catalogue.Of(application), record), cancellation);
    }
}
