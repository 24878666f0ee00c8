using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Uploading;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>What the page shows by which photos are attached.</summary>
/// <param name="Assignment">Its id.</param>
public sealed record AttachShown(
    string Assignment, string Application, AppointmentDefinition Stage, IReadOnlyList<PhotoView> Photos, bool MayAttach, Entered Entered);

/// <summary>The page of the officer in charge: attach photos before the report is sent, without scripts, too.</summary>
public sealed class PhotoPageHttp(PhotoDesk desk, SitePages pages)
{
    private const string Route = "inbox/{id}/photos";

    public static string PathOf(string assignment) => $"{QuestionPages.PathOf(assignment)}/photos";

    /// <summary>GET /inbox/{id}/photos. 200 · 404 also for others · 409 photos-closed.</summary>
    [Function("Inbox_Photos")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Shows the photos that are attached to a report", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        QuestionPages.OwnAsync(() => PageAsync(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation));

    /// <summary>POST /inbox/{id}/photos. 303 to the page · the page again, with what was wrong · 404 · 409 photos-closed.</summary>
    [Function("Inbox_PhotosAttach")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Takes a photo from the page of a report", IsListed = false)]
    public Task<IResult> AttachAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            var (asked, person) = (PhotoHttp.Asked(id), request.Caller().Id);
            await desk.FindAsync(asked, person, cancellation);
            var form = await FileForm.ReadAsync(request, UploadDesk.MaxBytes, UploadProblems.TooLargeForOneRequest, cancellation);
            try
            {
                if (form.FileName.Length == 0) throw DocumentProblems.InvalidFileName.With("请选择文件", "Choose a file");
                var file = new OfferedFile("photo", form.FileName, MediaType: null);
                await FileForm.TakeAsync(() => desk.TakeAsync(
                    asked, file, form.Body, person, cancellation, () => form.EndAsync(cancellation)));
                return new SeeOther(PathOf(id));
            }
            catch (ProblemException problem) when (Entered.CanMend(problem))
            {
                return await PageAsync(
                    request, id, Entered.Of(FormCollection.Empty, problem), problem.Type.Status, cancellation);
            }
        });

    /// <summary>POST /inbox/{id}/photos/{photo}/remove. 303 to the page · 404 · 409 photos-closed.</summary>
    [Function("Inbox_PhotosRemove")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment])]
    [Operation("Removes a photo from the page of a report", IsListed = false, SeesOther = true)]
    public Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/{{photo}}/remove")] HttpRequest request, string id,
        string photo, CancellationToken cancellation) => QuestionPages.OwnAsync(async () =>
        {
            var (asked, person) = (PhotoHttp.Asked(id), request.Caller().Id);
            await desk.FindAsync(asked, person, cancellation);
            (await request.ReadFormBodyAsync(cancellation)).RequireWithin();
            await desk.RemoveAsync(asked, photo, person, cancellation);
            return new SeeOther(PathOf(id));
        });

    private async Task<IResult> PageAsync(HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation)
    {
        var (state, appointment, stage) = await desk.FindAsync(PhotoHttp.Asked(id), request.Caller().Id, cancellation);
        var photos = state.PhotosOf(appointment).Select(photo => PhotoView.Of(photo, appointment)).ToList();
        var shown = new AttachShown(
            id, state.Review.Application.Id, stage, photos, AttachPhoto.Live(state, appointment).Count < stage.Photos, entered);
        return pages.Show<AttachPage, AttachShown>(request, shown, status);
    }
}
