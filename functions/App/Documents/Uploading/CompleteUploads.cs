using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents.Uploading;

/// <summary>Makes documents of uploads whose blocks have arrived, and removes what was never completed.</summary>
/// <remarks>
/// The order: mark the upload, record the document, commit the blocks, remove the upload. The record comes before the blob, since the
/// check removes a blob that no record names; whatever breaks between, a second completion or the sweep continues there.
/// </remarks>
public sealed class CompleteUploads(
    DirectUploads direct, OpenUploadStore uploads, AggregateStore store, ProgrammeCatalogue catalogue, IOptions<DocumentOptions> options,
    TimeProvider time)
{
    /// <summary>The record of the document; its check follows. Safe twice, also at the same moment.</summary>
    /// <exception cref="ProblemException">not-found; blocks-missing; not-open, too-many-uploads: the upload stays open.</exception>
    public async Task<(Stored<ApplicationDocuments> Stored, DocumentRecord Record)> CompleteAsync(
        Application application, string type, string id, Caller caller, CancellationToken cancellation)
    {
        var definition = catalogue.Of(application);
        var name = DirectUploads.BlobName(application.Id, type, id);
        if (direct.Find(await uploads.ReadAsync(application.Id, cancellation), type, id) is not { } upload)
        {
            return await DoneBeforeAsync(application.Id, name, cancellation);
        }

        if (upload.CompletingAt is null)
        {
            ReceiveDocument.RequireOpen(application, definition, type, options.Value.MaxUploads);
            var arrived = await direct.BlocksOf(application.Id, upload).ReadAsync(cancellation);
            if (UploadBlocks.Count(upload.Bytes) - arrived.Count is > 0 and var missing) throw UploadProblems.Missing(missing);
            var marked = await uploads.ChangeAsync(
                application.Id, open => BeginUpload.Completing(open, id, time.GetUtcNow()), cancellation);
            if (direct.Find(marked, type, id) is null) return await DoneBeforeAsync(application.Id, name, cancellation);
        }

        var current = await RecordAsync(application.Id, definition, upload, caller, cancellation);
        var record = current.State.Uploads.Single(each => each.Blob == name);
        await FinishAsync(record, upload, definition, cancellation);
        return (current, record);
    }

    /// <summary>Removes uploads whose time is over, with their blocks, and finishes completions that broke off.</summary>
    /// <param name="age">Of a completion that is taken to be broken off.</param>
    /// <exception cref="AggregateException">Some failed; the next sweep tries them again.</exception>
    public async Task SweepAsync(TimeSpan age, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        await foreach (var (application, open) in uploads.AllAsync(cancellation))
        {
            try
            {
                await SweepAsync(application, open, age, cancellation);
            }
            // The boundary of one application; an outage ends the sweep.
            catch (Exception exception) when (!Outage.Is(exception))
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }

    private async Task SweepAsync(string application, IReadOnlyList<OpenUpload> open, TimeSpan age, CancellationToken cancellation)
    {
        var (now, life) = (time.GetUtcNow(), options.Value.Limits.Life);
        if (open.Any(upload => upload.HasLapsed(life, now)))
        {
            await uploads.ChangeAsync(application, before => BeginUpload.Live(before, life, now), cancellation);
        }

        foreach (var upload in open)
        {
            if (upload.HasLapsed(life, now)) await direct.BlocksOf(application, upload).DropAsync(cancellation);
            else if (now - upload.CompletingAt >= age) await ResumeAsync(application, upload, cancellation);
        }
    }

    private async Task ResumeAsync(string application, OpenUpload upload, CancellationToken cancellation)
    {
        var name = DirectUploads.BlobName(application, upload.Type, upload.Id);
        var found = await store.FindAsync(DocumentAggregate.Kind, application, cancellation);
        if (found?.State.Uploads.FirstOrDefault(each => each.Blob == name) is { } record)
        {
            await FinishAsync(record, upload, catalogue.Of(found.State.Application), cancellation);
        }
        else
        {
            // Nothing is recorded: the applicant completes it again, or it lapses.
            await uploads.ChangeAsync(application, open => BeginUpload.Reopen(open, upload.Id), cancellation);
        }
    }

    private async Task<(Stored<ApplicationDocuments> Stored, DocumentRecord Record)> DoneBeforeAsync(
        string application, string name, CancellationToken cancellation)
    {
        var found = await store.FindAsync(DocumentAggregate.Kind, application, cancellation);
        return found?.State.Uploads.FirstOrDefault(each => each.Blob == name) is { } record
            ? (found, record) : throw PlatformProblems.NotFound.With();
    }

    private async Task<Stored<ApplicationDocuments>> RecordAsync(
        string application, ProgrammeDefinition definition, OpenUpload upload, Caller caller, CancellationToken cancellation)
    {
        var name = DirectUploads.BlobName(application, upload.Type, upload.Id);
        var arrived = new Upload(upload.Type, name, upload.FileName, upload.Bytes, upload.Sha256, upload.OpenedAt);
        try
        {
            return await store.ChangeDocumentsAsync(
                application,
                state => state.Uploads.Any(each => each.Blob == name) ? Change.None(state)
                    : ReceiveDocument.Decide(state, definition, arrived, options.Value.MaxUploads, caller.Id, time.GetUtcNow()),
                cancellation);
        }
        catch (ProblemException)
        {
            // The slot takes nothing any more: the upload can be cancelled or lapses.
            await uploads.ChangeAsync(application, open => BeginUpload.Reopen(open, upload.Id), CancellationToken.None);
            throw;
        }
    }

    private async Task FinishAsync(DocumentRecord record, OpenUpload upload, ProgrammeDefinition definition, CancellationToken cancellation)
    {
        if (record.State == CheckState.Received)
        {
            var tag = new DocumentTag(record.Application, record.Type, record.Version, record.FileName, Tracing.Current);
            var media = DeclaredFormat.MediaType(DeclaredFormat.ByExtension(record.FileName)!.Value);
            if (!await direct.BlocksOf(record.Application, upload).CommitAsync(tag, media, cancellation))
            {
                // Whoever holds the address can also overwrite the blob: what is there then is no document.
                await store.ChangeDocumentsAsync(
                    record.Application,
                    state => CheckDocument.Reject(state, definition, record, Rejections.UploadIncomplete, time.GetUtcNow()),
                    cancellation);
            }
        }

        await uploads.ChangeAsync(record.Application, open => BeginUpload.Without(open, upload.Id), cancellation);
    }
}
