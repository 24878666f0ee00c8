using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Programmes;
using FunctionsApp.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents;

/// <summary>A received upload.</summary>
/// <param name="Sha256">Lower-case hex of what arrived.</param>
public sealed record UploadReceipt(string Application, string Type, int Version, long Bytes, string Sha256, DocumentState State);

/// <summary>Takes documents in and gives accepted ones out.</summary>
public sealed class DocumentTriggers(ApplicationPartition applications, ProgrammeCatalogue programmes, DocumentStore store, TimeProvider time)
{
    /// <summary>PUT /api/applications/{id}/documents/{type}?fileName=: the file as it is. 202 received, being checked · 400 · 404 · 409 · 413 · 415.</summary>
    /// <remarks>
    /// Streamed block by block. The order keeps a cut-off harmless: blocks, then the row, then the blob. Nothing shows of an
    /// upload that breaks before the row; one that breaks after it is replaced by the next upload.
    /// </remarks>
    [Function("Documents_Upload")]
    [Access(Role.Applicant)]
    [Operation("Upload a document into its slot", RequestMedia = ["application/octet-stream"], Response = typeof(UploadReceipt), Success = 202, Query = ["fileName"],
        Problems = ["unknown-document-type", "not-open", "document-not-asked-for", "format-not-allowed", "document-too-large", "document-empty", "invalid-file-name", "digest-mismatch", "body-cut-off"])]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = await applications.GetOwnAsync(id, caller, cancellation);
        var definition = programmes.Get(application.Programme, application.Version);
        var slot = Receiving.Slot(application, definition, type);
        var fileName = FileName.Check(request.Query["fileName"]);
        var format = Format(slot, fileName, request.ContentType);
        if (request.ContentLength > slot.MaxBytes) throw DocumentProblems.DocumentTooLarge.With();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = slot.MaxBytes + 1;

        await using var body = new BoundedStream(request.Body, slot.MaxBytes, DocumentProblems.DocumentTooLarge);
        var upload = await store.StageAsync($"{id}/{type}/{Ids.New()}", body, cancellation);
        if (upload.Bytes == 0) throw DocumentProblems.DocumentEmpty.With();
        if (request.ContentLength is { } announced && announced != upload.Bytes) throw SharedProblems.BodyCutOff.With();
        ReprDigest.Verify(request.Headers, upload.Sha256);

        var document = new Document(id, type, 0, DocumentState.Received, fileName, format, upload.Bytes, upload.Hash, upload.Name, time.GetUtcNow(), "");
        var received = await applications.ChangeAsync(id, current => Receiving.Receive(current, definition, document, caller.Id), cancellation);
        document = document with { Version = received.Slot(type)!.Pending };
        await store.CommitAsync(upload, document, cancellation);
        return Answer.Accepted(new UploadReceipt(id, type, document.Version, upload.Bytes, upload.Hash, DocumentState.Received), $"/api/applications/{id}");
    }

    /// <summary>GET /api/applications/{id}/documents/{type}: the accepted file. 404 when there is none or it is not yours to see.</summary>
    [Function("Documents_Download")]
    [Access(Audience.SignedIn)]
    [Operation("Download the accepted document of a slot", ResponseMedia = "application/octet-stream")]
    public async Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var application = await applications.GetReadableAsync(id, request.Caller(), cancellation);
        if (application.Slot(type) is not { State: DocumentState.Accepted, Blob: { } blob, FileName: { } fileName }) throw SharedProblems.NotFound.With();
        var content = await store.OpenAcceptedAsync(blob, cancellation) ?? throw SharedProblems.NotFound.With();
        var headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        return Results.Stream(content, FileName.Format(fileName)!.Value.Type(), fileName);
    }

    private static DocumentFormat Format(DocumentSlot slot, string fileName, string? contentType)
    {
        var accepted = string.Join(", ", slot.Formats);
        return FileName.Format(fileName) is { } format && slot.Formats.Contains(format) && format.Agrees(contentType)
            ? format
            : throw DocumentProblems.FormatNotAllowed.With($"接受的格式：{accepted}", $"Accepted here: {accepted}");
    }
}
