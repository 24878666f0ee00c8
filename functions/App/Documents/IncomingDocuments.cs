using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Documents.Scanning;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Documents;

/// <summary>Checks what arrived, moves it to the accepted documents or rejects it, and clears it away.</summary>
public sealed class IncomingDocuments(
    BlobServiceClient blobs, AggregateStore store, ProgrammeCatalogue catalogue, LetterSender letters, DocumentScan scan,
        RejectedDocuments rejected, DocumentMetrics metrics, TimeProvider time, ILogger<IncomingDocuments> logger)
{
    private static readonly EventId Taken = new(17_004, "AcceptedPlaceTaken");

    /// <summary>Safe to run twice, also at the same moment: the record changes once, the blob goes last.</summary>
    public async Task CheckAsync(BlobClient blob, string name, CancellationToken cancellation)
    {
        // An earlier run may have cleared it away.
        await using var arrived = await ArrivedBlob.FindAsync(blob, cancellation);
        if (arrived is null) return;
        var tag = arrived.Tag;
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
            if (record.State == CheckState.Received)
            {
                // What waits stays in quarantine, and the sweep looks at it again.
                if (await CheckAsync(arrived, record, catalogue.Of(application), cancellation) is not { } after) return;
                (application, record) = after;
            }

            // Also when an earlier run rejected it: that one may have ended before its copy, or its letter.
            if (record.State == CheckState.Rejected) await rejected.KeepAsync(arrived, record, cancellation);
            if (record is { State: CheckState.Rejected, IsAttachment: false }) await TellAsync(application, record, cancellation);
        }

        // Whoever held the address of the upload may have leased the blob, and made snapshots of it.
        await RemoveBlob.RunAsync(blob, DeleteSnapshotsOption.IncludeSnapshots, cancellation);
    }

    /// <summary>
    /// Checks again what has been waiting for long: an event or the host's five tries were lost in an outage, or a crash came between the
    /// check and its end. One that fails again does not keep the others.
    /// </summary>
    /// <param name="age">Since it was received.</param>
    /// <exception cref="AggregateException">Some failed again; the next sweep tries them again.</exception>
    public async Task RecheckAsync(TimeSpan age, CancellationToken cancellation)
    {
        var container = blobs.GetBlobContainerClient(Topology.Incoming);
        var failures = new List<Exception>();
        await foreach (var waiting in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellation))
        {
            // By the record's time: storage has a clock of its own. What no record names is left to its own event.
            if (DocumentTag.Read(waiting.Metadata) is not { } tag || await FindAsync(tag, waiting.Name, cancellation) is not var (_, record)
                || time.GetUtcNow() - record.ReceivedAt < age) continue;
            logger.LogWarning("Version {Version} of {Type} of application {Application} still waits for its check and is checked now",
                tag.Version, tag.Type, tag.Application);
            try
            {
                await CheckAsync(container.GetBlobClient(waiting.Name), waiting.Name, cancellation);
            }
            // The boundary of one document, which may be the one that its scanner fails at; an outage of storage ends the sweep.
            catch (Exception exception) when (exception is OutageException || !Outage.Is(exception))
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    // The blob's metadata are not enough: the record must name this very blob.
    private async Task<(Application Application, DocumentRecord Record)?> FindAsync(DocumentTag tag, string name,
        CancellationToken cancellation)
    {
        if (!Ids.IsId(tag.Application)) return null;
        // This process mostly took the upload itself, and the check's commit decides on what is there then.
        return Named(store.FindRecent(DocumentAggregate.Kind, tag.Application))
            ?? Named((await store.FindAsync(DocumentAggregate.Kind, tag.Application, cancellation))?.State);

        (Application, DocumentRecord)? Named(ApplicationDocuments? state) =>
            state?.Upload(tag.Type, tag.Version) is { } record && record.Blob == name ? (state.Application, record) : null;
    }

    /// <summary>Null where it waits for its scan, and where another run has decided meanwhile and cleared it away.</summary>
    private async Task<(Application Application, DocumentRecord Record)?> CheckAsync(
        ArrivedBlob arrived, DocumentRecord record, ProgrammeDefinition definition, CancellationToken cancellation)
    {
        if (await ContentAsync(arrived, record, cancellation) is not { } found) return null;
        if (found.Fault is { } fault) return await RejectAsync(fault);
        var read = record with { Sha256 = found.Sha256, Scan = found.Scan };
        var accepted = blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(record.Blob);
        PlacedBlob placed;
        try
        {
            placed = await arrived.CopyOnceAsync(accepted, found.Sha256!, cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }

        if (placed.Sha256 != found.Sha256) return await RefuseAsync(record, placed, definition, cancellation);

        var outcome = Checked(await store.ChangeDocumentsAsync(
            record.Application,
            state => record.IsAttachment ? CheckAttachment.Accept(state, read, placed.ETag.ToString())
                : CheckDocument.Accept(state, definition, read, placed.ETag.ToString(), time.GetUtcNow()), cancellation), record);
        // Superseded or come too late: nothing refers to the copy.
        if (outcome.Record.State != CheckState.Accepted) await accepted.DeleteIfExistsAsync(cancellationToken: cancellation);
        return outcome;

        async Task<(Application, DocumentRecord)?> RejectAsync(Rejection reason) => Checked(await store.ChangeDocumentsAsync(
            record.Application, state => Reject(state, definition, record, reason, found.Signature), cancellation), record);
    }

    /// <summary>
    /// The place of the accepted document has other content than what arrived: what waits for its check is rejected. Of what was accepted
    /// meanwhile the record says it where the content is not the accepted one; otherwise what arrived was changed, to which nothing
    /// refers.
    /// </summary>
    private async Task<(Application Application, DocumentRecord Record)?> RefuseAsync(
        DocumentRecord record, PlacedBlob placed, ProgrammeDefinition definition, CancellationToken cancellation)
    {
        var isAltered = false;
        var after = await store.ChangeDocumentsAsync(record.Application, state =>
        {
            var accepted = state.Upload(record.Type, record.Version) is { State: CheckState.Accepted } upload ? upload : null;
            isAltered = accepted?.Sha256 != placed.Sha256;
            if (accepted is null) return Reject(state, definition, record, Rejections.Altered, null);
            return isAltered
                ? RecordAlteration.Decide(state, record.Type, record.Version, Alteration.Changed, CheckDocument.Actor)
                : Change.None(state);
        }, cancellation);
        if (isAltered)
        {
            metrics.Altered();
            logger.LogError(
                Taken, "Security: the accepted place of document {Type}, version {Version}, of {Application} has other content",
                record.Type, record.Version, record.Application);
        }

        return Checked(after, record);
    }

    private Change<ApplicationDocuments> Reject(
        ApplicationDocuments state, ProgrammeDefinition definition, DocumentRecord record, Rejection reason, string? signature) =>
        record.IsAttachment ? CheckAttachment.Reject(state, record, reason, signature)
            : CheckDocument.Reject(state, definition, record, reason, time.GetUtcNow(), signature);

    private static (Application Application, DocumentRecord Record) Checked(Stored<ApplicationDocuments> after, DocumentRecord record) =>
        (after.State.Application, after.State.Upload(record.Type, record.Version)!);

    // What may be malware is scanned before anything here reads it for its meaning.
    private async Task<CheckedContent?> ContentAsync(ArrivedBlob arrived, DocumentRecord record, CancellationToken cancellation)
    {
        if (ContentCheck.CompareLength(arrived.Content.Length, record.Bytes) is { } other) return new CheckedContent(other, null);
        await using var content = new HashedStream(arrived.Content);
        var (verdict, signature) = await scan.RunAsync(arrived.Blob, content, record, cancellation);
        if (verdict.Waits) return null;
        if (verdict.Rejection is { } refused) return new CheckedContent(refused, signature);
        var format = DeclaredFormat.ByExtension(record.FileName)!.Value;
        var (fault, sha256) = await ContentCheck.CompareAsync(content, format, record.Sha256, cancellation);
        return new CheckedContent(fault, null) { Sha256 = sha256, Scan = verdict.State };
    }

    private async Task TellAsync(Application application, DocumentRecord record, CancellationToken cancellation)
    {
        if (application.Applicant.Email.Length == 0) return;
        await letters.SendAsync(RejectionLetter.For(application, catalogue.Of(application), record), cancellation);
    }

    /// <param name="Signature">Of the malware in it, where the scanner names it.</param>
    private sealed record CheckedContent(Rejection? Fault, string? Signature)
    {
        public string? Sha256 { get; init; }

        public ScanState? Scan { get; init; }
    }
}
