using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

/// <summary>Answer to an upload: what arrived. Its check follows; the application shows the outcome.</summary>
public sealed record UploadView(string Application, string Type, int Version, string FileName, long Bytes, string Sha256);

public sealed class DocumentHttp(
    BlobServiceClient blobs, AggregateStore store, ProgrammeCatalogue catalogue, AcceptedDocuments accepted,
        IOptions<DocumentOptions> options,
        TimeProvider time)
{
    /// <summary>
    /// PUT /api/applications/{id}/documents/{type}?fileName=…. 202 arrived · 400 document-empty, invalid-file-name, digest-mismatch,
    /// body-cut-off ·
    /// 404 unknown-document-type · 409 not-open, too-many-uploads · 412 · 413 document-too-large · 415 format-not-allowed. Anything but 202
    /// leaves the
    /// slot as it was.
    /// </summary>
    [Function("Documents_Upload")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Uploads a document", RequestMedia = ["application/octet-stream"], Response = typeof(UploadView), Success = 202,
        Query = ["fileName"],
        Problems = ["not-found", "unknown-document-type", "not-open", "too-many-uploads", "invalid-file-name", "format-not-allowed",
            "document-too-large",
            "document-empty", "digest-mismatch", "body-cut-off", "precondition-failed"])]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = await store.GetOwnAsync(id, caller, cancellation);
        CheckCondition(request.Precondition(), application, type);
        var definition = catalogue.Of(application.State);
        var slot = ReceiveDocument.RequireOpen(application.State, definition, type, options.Value.MaxUploads);
        var fileName = FileName.Check(request.Query["fileName"]);
        var format = DeclaredFormat.Check(fileName, request.ContentType, slot);
        var digest = DigestHeader.Read(request.Headers);
        if (request.ContentLength == 0) throw DocumentProblems.DocumentEmpty.With();
        if (request.ContentLength > slot.MaxBytes) throw DocumentProblems.DocumentTooLarge.With($"上限 {slot.MaxBytes} 字节",
            $"At most {slot.MaxBytes} bytes");

        var name = $"{id}/{type}/{Ids.New()}";
        using var staged = await StageAsync(request, name, slot, cancellation);
        if (staged.Bytes == 0) throw DocumentProblems.DocumentEmpty.With();
        if (request.ContentLength is { } announced && announced != staged.Bytes) throw PlatformProblems.BodyCutOff.With();
        if (digest is not null && digest != staged.Sha256)
        {
            throw DocumentProblems.DigestMismatch.With($"收到的内容：{staged.Sha256}", $"Received: {staged.Sha256}");
        }

        // The record before the blob: the check may start the moment the blob appears, and must find what it is about.
        var upload = new Upload(type, name, fileName, staged.Bytes, staged.Sha256);
        var current = await store.ChangeDocumentsAsync(id, state =>
            ReceiveDocument.Decide(state, definition, upload, options.Value.MaxUploads, caller.Id, time.GetUtcNow()), cancellation);
        var record = current.State.Uploads.Single(each => each.Blob == name);
        await CommitAsync(staged, record, definition, DeclaredFormat.MediaType(format));
        return Answer.Accepted(new UploadView(id, type, record.Version, fileName, record.Bytes, record.Sha256), $"/api/applications/{id}",
            current.ETag);
    }

    /// <summary>
    /// GET /api/applications/{id}/documents/{type}. 200 the accepted content · 206 a part of it · 304 · 404 also without an accepted
    /// document · 409 document-altered · 412 · 416.
    /// </summary>
    [Function("Documents_Download")]
    [Access(Audience.SignedIn, Needs = [Right.DocumentContent])]
    [Operation("Downloads an accepted document, or a part of it", ResponseMedia = "application/octet-stream",
        Headers = ["Range", "If-Range"], Problems = ["not-found", "document-altered", "range-not-satisfiable"])]
    public async Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var (stored, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.DocumentContent);
        if (stored.State.Application.Slot(type) is not { State: DocumentState.Accepted } slot) throw PlatformProblems.NotFound.With();
        var (status, range) = DocumentAnswer.Asked(request, slot);
        var content = await accepted.OpenAsync(id, slot, cancellation, range);
        // Files of strangers are saved and never run in the page of the programme.
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        return new DocumentAnswer(slot, status, range, content);
    }

    /// <summary>If-None-Match is about the accepted document; If-Match about it, or about the application.</summary>
    private static void CheckCondition(Precondition condition, Stored<Application> application, string type)
    {
        var accepted = application.State.Slot(type) is { State: DocumentState.Accepted } slot ? DocumentAnswer.Tag(slot) : null;
        (condition with { IfMatch = null }).Check(accepted is not null, IsAccepted);
        (condition with { IfNoneMatch = null }).Check(exists: true, tag => IsAccepted(tag) || EntityTags.Shows(tag, application.ETag));

        bool IsAccepted(EntityTagHeaderValue tag) => tag.Tag == accepted?.Tag;
    }

    private Task<StagedUpload> StageAsync(HttpRequest request, string name, DocumentSlot slot, CancellationToken cancellation)
    {
        // The server's own limit is for JSON; the slot's limit holds here.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize =
            null;
        var blob = blobs.GetBlobContainerClient(Topology.Incoming).GetBlockBlobClient(name);
        return StagedUpload.StageAsync(blob, request.Body, slot.MaxBytes, cancellation);
    }

    private async Task CommitAsync(StagedUpload staged, DocumentRecord record, ProgrammeDefinition definition, string mediaType)
    {
        try
        {
            // Not cancelled by a caller who leaves now: the record already has the document as arrived.
            await staged.CommitAsync(record, mediaType, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            await store.ChangeDocumentsAsync(
                record.Application, state => CheckDocument.Reject(state, definition, record, Rejections.UploadIncomplete, time.GetUtcNow()),
                    CancellationToken.None);
            throw;
        }
    }
}
