using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.SiteVisits.Photos;

/// <param name="Items">By appointment, in the order in which they came.</param>
public sealed record PhotoList(IReadOnlyList<PhotoView> Items);

/// <summary>What the page of an application's photos shows.</summary>
public sealed record PhotosShown(string Application, string Title, IReadOnlyList<PhotoView> Photos);

/// <summary>Photos over the API: attached by the officer in charge, read by those who read the votes of closed stages.</summary>
public sealed class PhotoHttp(AggregateStore store, PhotoDesk desk, AcceptedDocuments accepted, SitePages pages)
{
    private const string AttachRoute = "api/assignments/{id}/photos";
    private const string ReadRoute = "api/applications/{id}/photos";

    public static string PathOf(string application) => $"/api/applications/{application}/photos";

    /// <summary>
    /// PUT /api/assignments/{id}/photos?fileName=…. 202 arrived, or there already · 400 · 403 · 404 · 409 photos-closed,
    /// too-many-photos · 413 · 415, as with documents.
    /// </summary>
    [Function("Photos_Attach")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Attaches a photo to the report of an appointment", RequestMedia = ["application/octet-stream"],
        Response = typeof(PhotoView), Success = 202, Query = ["fileName"],
        Problems = ["not-assignee", "not-found", "photos-closed", "too-many-photos", "invalid-file-name", "format-not-allowed",
            "document-too-large", "document-empty", "digest-mismatch", "body-cut-off", "stale"])]
    public async Task<IResult> AttachAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = AttachRoute)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (asked, person) = (Asked(id), request.Caller().Id);
        await desk.FindAsync(asked, person, cancellation);
        var file = new OfferedFile(
            "photo", request.Query["fileName"], request.ContentType, request.ContentLength, DigestHeader.Read(request.Headers));
        request.AllowBody(null);
        return Answer.Accepted(await desk.TakeAsync(asked, file, request.Body, person, cancellation));
    }

    /// <summary>DELETE /api/assignments/{id}/photos/{photo}. 204 also where it is gone · 403 · 404 · 409 photos-closed.</summary>
    [Function("Photos_Remove")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Removes a photo before the report is sent", Success = 204,
        Problems = ["not-assignee", "not-found", "photos-closed", "stale"])]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = $"{AttachRoute}/{{photo}}")] HttpRequest request, string id,
        string photo, CancellationToken cancellation)
    {
        await desk.RemoveAsync(Asked(id), photo, request.Caller().Id, cancellation);
        return Results.NoContent();
    }

    /// <summary>GET /api/applications/{id}/photos. 200 the photos of its appointments, to a browser a page · 404.</summary>
    [Function("Photos_List")]
    [Access(Audience.SignedIn, Needs = [Right.VotesOfClosedStages])]
    [Operation("Lists the photos of an application's appointments", Response = typeof(PhotoList), Problems = ["not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ReadRoute)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var state = await ReadAsync(request, id, cancellation);
        var photos = VisitPhotos.ViewsOf(state);
        return request.WantsPage()
            ? pages.Show<PhotosPage, PhotosShown>(request, new PhotosShown(id, state.Review.Application.Subject.Title, photos))
            : Answer.Ok(new PhotoList(photos));
    }

    /// <summary>
    /// GET /api/applications/{id}/photos/{photo}. 200 an accepted photo · 206 · 304 · 404 · 409 document-altered · 412 · 416.
    /// </summary>
    [Function("Photos_Read")]
    [Access(Audience.SignedIn, Needs = [Right.VotesOfClosedStages])]
    [Operation("Downloads a photo of an appointment", ResponseMedia = "application/octet-stream", Headers = ["Range", "If-Range"],
        Problems = ["not-found", "document-altered", "range-not-satisfiable"])]
    public async Task<IResult> ReadPhotoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{ReadRoute}/{{photo}}")] HttpRequest request, string id,
        string photo, CancellationToken cancellation)
    {
        var state = await ReadAsync(request, id, cancellation);
        if (VisitPhotos.Find(state, photo) is not { Photo: { State: CheckState.Accepted } found }) throw PlatformProblems.NotFound.With();
        var slot = new SlotState(
            found.Type, Required: false, DocumentState.Accepted, found.Version, found.FileName, found.Bytes, found.Sha256,
            Blob: found.Blob, BlobETag: found.BlobETag);
        var (status, range) = DocumentAnswer.Asked(request, slot);
        var content = await accepted.OpenAsync(id, slot, cancellation, range);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        return new DocumentAnswer(slot, status, range, content);
    }

    /// <exception cref="ProblemException">not-found.</exception>
    internal static AssignmentId Asked(string id) => AssignmentId.Parse(id) ?? throw PlatformProblems.NotFound.With();

    private async Task<VisitState> ReadAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(VisitAggregate.Kind, id, cancellation)).State;
        var reader = new ApplicationCase(state.Review.Application, state.Review.Assignments).For(request.Caller());
        return reader.Has(Right.VotesOfClosedStages) ? state : throw IdentityProblems.Hidden();
    }
}
