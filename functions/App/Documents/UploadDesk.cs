using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Documents.Uploading;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents;

/// <summary>A file that someone sends.</summary>
/// <param name="Type">Of the slot.</param>
/// <param name="MediaType">As it was sent.</param>
/// <param name="Length">As it was announced; null for none.</param>
/// <param name="Sha256">As it was stated, lower-case hex; null for none.</param>
public sealed record OfferedFile(string Type, string? FileName, string? MediaType, long? Length = null, string? Sha256 = null);

/// <summary>Takes a file into its slot, whether it is the body of a request or a part of a page's form.</summary>
public sealed class UploadDesk(
    BlobServiceClient blobs, AggregateStore store, ProgrammeCatalogue catalogue, IOptions<DocumentOptions> options, TimeProvider time)
{
    /// <summary>
    /// 95 MiB: the Functions host takes bodies of 100 MiB (104,857,600 bytes by default, FUNCTIONS_REQUEST_BODY_SIZE_LIMIT) and answers a
    /// larger one with an empty 500, so that a document of this size fits, and a slightly larger one still gets our own refusal.
    /// </summary>
    public const long MaxBytes = 95L * 1024 * 1024;

    /// <summary>The record of what arrived; its check follows. Anything but success leaves the slot as it was.</summary>
    /// <param name="application">The caller's own.</param>
    /// <param name="arrived">Awaited after the last byte, before anything is kept.</param>
    /// <exception cref="ProblemException">unknown-document-type, not-open, too-many-uploads, invalid-file-name, format-not-allowed,
    /// document-empty, document-too-large, too-large-for-one-request, body-cut-off, digest-mismatch.</exception>
    public async Task<(Stored<ApplicationDocuments> Stored, DocumentRecord Record)> TakeAsync(
        Application application, OfferedFile file, Stream body, Caller caller, CancellationToken cancellation, Func<Task>? arrived = null)
    {
        var began = time.GetUtcNow();
        var definition = catalogue.Of(application);
        var slot = ReceiveDocument.RequireOpen(application, definition, file.Type, options.Value.MaxUploads);
        var fileName = FileName.Check(file.FileName);
        var format = DeclaredFormat.Check(fileName, file.MediaType, slot);
        var name = $"{application.Id}/{file.Type}/{Ids.New()}";
        var blob = blobs.GetBlobContainerClient(Topology.Incoming).GetBlockBlobClient(name);
        using var staged = await StageAsync(blob, file, slot.MaxBytes, body, cancellation, arrived);

        // The record before the blob: the check may start the moment the blob appears, and must find what it is about.
        var upload = new Upload(file.Type, name, fileName, staged.Bytes, staged.Sha256, began);
        var current = await store.ChangeDocumentsAsync(application.Id, state =>
            ReceiveDocument.Decide(state, definition, upload, options.Value.MaxUploads, caller.Id, time.GetUtcNow()), cancellation);
        var record = current.State.Uploads.Single(each => each.Blob == name);
        await CommitAsync(staged, record, definition, DeclaredFormat.MediaType(format));
        return (current, record);
    }

    /// <summary>Whether a slot takes an upload now.</summary>
    public bool IsOpen(Application application, string type) =>
        ReceiveDocument.IsOpen(application, catalogue.Of(application), type, options.Value.MaxUploads);

    /// <summary>The body in blocks, of the length and content that were announced.</summary>
    /// <param name="most">Bytes that are taken.</param>
    internal static async Task<StagedUpload> StageAsync(
        BlockBlobClient blob, OfferedFile file, long most, Stream body, CancellationToken cancellation, Func<Task>? arrived)
    {
        if (file.Length == 0) throw DocumentProblems.DocumentEmpty.With();
        var (limit, tooLarge) = most <= MaxBytes ? (most, DocumentProblems.DocumentTooLarge)
            : (MaxBytes, UploadProblems.TooLargeForOneRequest);
        if (file.Length > most) throw DocumentProblems.DocumentTooLarge.With($"上限 {most} 字节",
            $"At most {most} bytes");
        if (file.Length > limit) throw tooLarge.With($"一次请求最多 {limit} 字节", $"One request carries {limit} bytes at most");

        var staged = await StagedUpload.StageAsync(blob, body, limit, tooLarge, cancellation);
        try
        {
            if (arrived is not null) await arrived();
            if (staged.Bytes == 0) throw DocumentProblems.DocumentEmpty.With();
            if (file.Length is { } announced && announced != staged.Bytes) throw PlatformProblems.BodyCutOff.With();
            if (file.Sha256 is { } stated && stated != staged.Sha256)
            {
                throw DocumentProblems.DigestMismatch.With($"收到的内容：{staged.Sha256}", $"Received: {staged.Sha256}");
            }

            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    private Task CommitAsync(StagedUpload staged, DocumentRecord record, ProgrammeDefinition definition, string mediaType) =>
        CommitAsync(store, staged, record, mediaType, state =>
            CheckDocument.Reject(state, definition, record, Rejections.UploadIncomplete, time.GetUtcNow()));

    /// <summary>Keeps the blocks under the blob's name; rejects the record where storage fails.</summary>
    internal static async Task CommitAsync(
        AggregateStore store, StagedUpload staged, DocumentRecord record, string mediaType,
        Func<ApplicationDocuments, Change<ApplicationDocuments>> reject)
    {
        try
        {
            // Not cancelled by a caller who leaves now: the record already has the document as arrived.
            await staged.CommitAsync(record, mediaType, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            await store.ChangeDocumentsAsync(record.Application, reject, CancellationToken.None);
            throw;
        }
    }
}
