using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents.Uploading;

/// <summary>Uploads that go straight to storage, block by block, and continue where a connection broke.</summary>
public sealed class UploadHttp(DirectUploads uploads, CompleteUploads completions, AggregateStore store)
{
    private const string Route = "api/applications/{id}/documents/{type}/uploads";

    /// <summary>
    /// POST /api/applications/{id}/documents/{type}/uploads. 201 where the blocks go · 200 repeated with its Idempotency-Key · 400 · 404 ·
    /// 409 not-open, too-many-uploads, too-many-open-uploads, direct-uploads-off · 413 · 415 · 422.
    /// </summary>
    [Function("Uploads_Open")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Opens an upload whose blocks go straight to storage", Request = typeof(UploadRequest), Response = typeof(OpenUploadView),
        Success = 201,
        Problems = ["not-found", "unknown-document-type", "not-open", "too-many-uploads", "too-many-open-uploads", "direct-uploads-off",
            "invalid-file-name", "format-not-allowed", "document-too-large", "document-empty", "invalid-field", "idempotency-key-reused"])]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id, string type,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = (await store.GetOwnAsync(id, caller, cancellation)).State;
        var asked = await request.ReadJsonAsync<UploadRequest>(cancellation);
        var (view, isNew) = await uploads.OpenAsync(application, type, asked, caller, request.IdempotencyKey(), cancellation);
        return isNew ? Answer.Created($"/api/applications/{id}/documents/{type}/uploads/{view.Id}", view) : Answer.Ok(view);
    }

    /// <summary>
    /// GET /api/applications/{id}/documents/{type}/uploads/{uploadId}. 200 the blocks that arrived, and a fresh address · 404 also when
    /// it is complete, cancelled or lapsed · 409 not-open, too-many-uploads.
    /// </summary>
    [Function("Uploads_Get")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Reads which blocks of an open upload arrived, with a fresh address for the others", Response = typeof(OpenUploadView),
        Problems = ["not-found", "unknown-document-type", "not-open", "too-many-uploads"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Route}/{{uploadId}}")] HttpRequest request, string id,
        string type, string uploadId, CancellationToken cancellation)
    {
        var application = (await store.GetOwnAsync(id, request.Caller(), cancellation)).State;
        return Answer.Ok(await uploads.ShowAsync(application, type, uploadId, cancellation));
    }

    /// <summary>
    /// POST /api/applications/{id}/documents/{type}/uploads/{uploadId}/complete. 202 also when it was completed before · 404 ·
    /// 409 blocks-missing, not-open, too-many-uploads: the upload stays open.
    /// </summary>
    [Function("Uploads_Complete")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Makes a document of an upload whose blocks have all arrived", Response = typeof(UploadView), Success = 202,
        Problems = ["not-found", "unknown-document-type", "blocks-missing", "not-open", "too-many-uploads"])]
    public async Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/{{uploadId}}/complete")] HttpRequest request, string id,
        string type, string uploadId, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = (await store.GetOwnAsync(id, caller, cancellation)).State;
        var (current, record) = await completions.CompleteAsync(application, type, uploadId, caller, cancellation);
        return Answer.Accepted(UploadView.Of(record), $"/api/applications/{id}", current.ETag);
    }

    /// <summary>
    /// DELETE /api/applications/{id}/documents/{type}/uploads/{uploadId}. 204 also when it is gone · 404 · 409 upload-completing.
    /// </summary>
    [Function("Uploads_Cancel")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Cancels an open upload and removes its blocks", Success = 204, Problems = ["not-found", "upload-completing"])]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = $"{Route}/{{uploadId}}")] HttpRequest request, string id, string type,
        string uploadId, CancellationToken cancellation)
    {
        var application = (await store.GetOwnAsync(id, request.Caller(), cancellation)).State;
        await uploads.CancelAsync(application, type, uploadId, cancellation);
        return Results.NoContent();
    }
}
