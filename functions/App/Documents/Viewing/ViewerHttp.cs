using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents.Viewing;

/// <summary>Shows documents in the browser.</summary>
public sealed class ViewerHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, AcceptedDocuments accepted, ReadingDesk readings, SitePages pages,
    TimeProvider time)
{
    /// <summary>Path of the page of a document, for the one who is asked about its application.</summary>
    public static string PathOf(string assignment, string type) =>
        $"{QuestionPages.PathOf(assignment)}/documents/{Uri.EscapeDataString(type)}";

    /// <summary>GET /inbox/{id}/documents/{type}. 200 the document in a page · 404 also for any other person.</summary>
    [Function("Documents_Page")]
    [Access(Audience.SignedIn, Needs = [Right.Assignment, Right.DocumentContent])]
    [Operation("Shows a document of what you are asked about", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "inbox/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var asked = AssignmentId.Parse(id) ?? throw PlatformProblems.NotFound.With();
        var caller = request.Caller();
        var (stored, _) = await store.GetReadableAsync(
            asked.Ask.Subject, caller, cancellation, Right.Assignment, Right.DocumentContent);
        var assignment = stored.State.Assignments.FirstOrDefault(each => each.Id == id && each.Assignee == caller.Id)
            ?? throw IdentityProblems.Hidden();
        var application = stored.State.Application;
        var slot = Accepted(application, type);
        var name = catalogue.Of(application).DocumentName(type);
        return pages.Show<ViewerPage, ViewerShown>(
            request, new ViewerShown(application, slot, name, QuestionPages.PathOf(id))
            {
                Mark = ViewerTexts.Mark(caller.Name, time.GetUtcNow(), assignment.About.Step),
            });
    }

    /// <summary>
    /// GET /api/applications/{id}/documents/{type}/inline. 200 an accepted PDF, PNG or JPEG for the site's pages · 206 · 304 · 404 also
    /// for any other format · 409 document-altered · 412 · 416.
    /// </summary>
    [Function("Documents_Inline")]
    [Access(Audience.SignedIn, Needs = [Right.DocumentContent])]
    [Operation("Reads an accepted document that a browser can show", ResponseMedia = "application/octet-stream", IsListed = false)]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/documents/{type}/inline")]
        HttpRequest request, string id, string type, CancellationToken cancellation)
    {
        var (stored, reader) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.DocumentContent);
        var slot = Accepted(stored.State.Application, type);
        if (InlineFormat.Of(slot) is not { } format) throw PlatformProblems.NotFound.With();
        var (status, range) = DocumentAnswer.Asked(request, slot);
        await readings.RecordAsync(request, status, stored.State, reader, slot, ReadingWay.Viewed, cancellation);
        var content = await accepted.OpenAsync(id, slot, cancellation, range);
        InlineFormat.Admit(request.HttpContext.Response, format);
        return new DocumentAnswer(slot, status, range, content) { IsInline = true };
    }

    private static SlotState Accepted(Application application, string type) =>
        application.Slot(type) is { State: DocumentState.Accepted, Unasked: false } slot ? slot : throw PlatformProblems.NotFound.With();
}
