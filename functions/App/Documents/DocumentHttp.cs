using FunctionsApp.Applications;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

/// <summary>Answer to an upload: what arrived. Its check follows; the application shows the outcome.</summary>
/// <param name="Sha256">Null where the app has not read it yet, and none was stated.</param>
public sealed record UploadView(string Application, string Type, int Version, string FileName, long Bytes, string? Sha256)
{
    public static UploadView Of(DocumentRecord record) =>
        new(record.Application, record.Type, record.Version, record.FileName, record.Bytes, record.Sha256);
}

public sealed class DocumentHttp(UploadDesk uploads, AggregateStore store, AcceptedDocuments accepted, ReadingDesk readings)
{
    /// <summary>
    /// PUT /api/applications/{id}/documents/{type}?fileName=…. 202 arrived · 400 document-empty, invalid-file-name, digest-mismatch,
    /// body-cut-off ·
    /// 404 unknown-document-type · 409 not-open, too-many-uploads · 412 · 413 document-too-large,
    /// too-large-for-one-request · 415 format-not-allowed. Anything but 202
    /// leaves the
    /// slot as it was.
    /// </summary>
    [Function("Documents_Upload")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Uploads a document", RequestMedia = ["application/octet-stream"], Response = typeof(UploadView), Success = 202,
        Query = ["fileName"],
        Problems = ["not-found", "unknown-document-type", "not-open", "too-many-uploads", "invalid-file-name", "format-not-allowed",
            "document-too-large", "too-large-for-one-request",
            "document-empty", "digest-mismatch", "body-cut-off", "precondition-failed"])]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = await FindAsync(request.Precondition(), id, type, caller, cancellation);
        var file = new OfferedFile(
            type, request.Query["fileName"], request.ContentType, request.ContentLength, DigestHeader.Read(request.Headers));
        request.AllowBody(null);
        var (current, record) = await uploads.TakeAsync(application, file, request.Body, caller, cancellation);
        return Answer.Accepted(UploadView.Of(record), $"/api/applications/{id}", current.ETag);
    }

    /// <summary>
    /// GET /api/applications/{id}/documents/{type}. 200 the accepted content · 206 a part of it · 304 · 404 also without an accepted
    /// document · 409 document-altered · 410 document-erased · 412 · 416.
    /// </summary>
    [Function("Documents_Download")]
    [Access(Audience.SignedIn, Needs = [Right.DocumentContent])]
    [Operation("Downloads an accepted document, or a part of it", ResponseMedia = "application/octet-stream",
        Headers = ["Range", "If-Range"], Problems = ["not-found", "document-altered", "document-erased", "range-not-satisfiable"])]
    public async Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var (stored, reader) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.DocumentContent);
        if (stored.State.Application.Slot(type) is not { State: DocumentState.Accepted, Unasked: false } slot)
        {
            throw PlatformProblems.NotFound.With();
        }

        AcceptedDocuments.RequireKept(slot);
        var (status, range) = DocumentAnswer.Asked(request, slot);
        await readings.RecordAsync(request, status, stored.State, reader, slot, ReadingWay.Downloaded, cancellation);
        var content = await accepted.OpenAsync(id, slot, cancellation, range);
        // Files of strangers are saved and never run in the page of the programme.
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        return new DocumentAnswer(slot, status, range, content);
    }

    /// <summary>The caller's own, for an upload into one of its slots.</summary>
    private async Task<Application> FindAsync(
        Precondition condition, string id, string type, Caller caller, CancellationToken cancellation)
    {
        // An upload mostly follows the draft or another upload. Nothing is refused by what is remembered, and the commit decides again.
        if (condition == default && store.FindRecent(ApplicationAggregate.Kind, id) is { } recent
            && ApplicationAccess.MayChange(caller, recent) && uploads.IsOpen(recent, type)) return recent;
        var application = await store.GetOwnAsync(id, caller, cancellation);
        CheckCondition(condition, application, type);
        return application.State;
    }

    /// <summary>If-None-Match is about the accepted document; If-Match about it, or about the application.</summary>
    private static void CheckCondition(Precondition condition, Stored<Application> application, string type)
    {
        var accepted = application.State.Slot(type) is { State: DocumentState.Accepted } slot ? DocumentAnswer.Tag(slot) : null;
        (condition with { IfMatch = null }).Check(accepted is not null, IsAccepted);
        (condition with { IfNoneMatch = null }).Check(exists: true, tag => IsAccepted(tag) || EntityTags.Shows(tag, application.ETag));

        bool IsAccepted(EntityTagHeaderValue tag) => tag.Tag == accepted?.Tag;
    }
}
