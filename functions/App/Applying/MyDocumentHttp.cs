using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Promises;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Uploading;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What the page of an application's documents shows.</summary>
/// <param name="Refused">Type of the document whose upload was refused; null for none.</param>
public sealed record MyDocuments(MyApplication Mine, string? Refused, Entered Entered)
{
    /// <summary>A check takes seconds, and is tried again for a while: after that its upload may never have come to its end.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(30);

    /// <summary>Bytes of a block; null where files go through the app alone.</summary>
    public int? BlockBytes { get; init; }

    /// <summary>Last day that may be promised now for a document that may follow.</summary>
    public Func<FollowRule, DateOnly> LastDay { get; init; } = _ => default;

    /// <summary>Uploads that can be continued, from any device.</summary>
    public IReadOnlyList<OpenUpload> Open { get; init; } = [];

    /// <summary>Whether the upload in a slot has waited so long for its check that a new one may be needed.</summary>
    public bool IsSlow(SlotState slot) =>
        Mine.UploadsOf(slot.Type).Any(upload => upload.Version == slot.Pending && Mine.Now - upload.ReceivedAt > Slow);
}

/// <summary>The documents of an application: a form for each, which works without scripts.</summary>
public sealed class MyDocumentHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, UploadDesk uploads, DirectUploads direct, SitePages pages, TimeProvider time,
    WorkingCalendar calendar)
{
    private const string Route = "my/{id}/documents";

    /// <summary>GET /my/{id}/documents. 200 each document with its state and earlier versions · 404.</summary>
    [Function("MyDocuments_Show")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.DocumentNames])]
    [Operation("Shows the documents of an application to its own organisation", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync(request, id, null, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>
    /// POST /my/{id}/documents/{type}: the form of one document. 303 to the page · the page again, with what was wrong: 400 · 404 ·
    /// 409 · 413 · 415, as over the API. The slot is as it was then.
    /// </summary>
    [Function("MyDocuments_Upload")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Takes a document from its page", IsListed = false)]
    public async Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/{{type}}")] HttpRequest request, string id, string type,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        var application = (await store.GetOwnAsync(id, caller, cancellation)).State;
        var form = await FileForm.ReadAsync(request, UploadDesk.MaxBytes, UploadProblems.TooLargeForOneRequest, cancellation);
        try
        {
            if (form.FileName.Length == 0) throw DocumentProblems.InvalidFileName.With("请选择文件", "Choose a file");
            var file = new OfferedFile(type, form.FileName, MediaType: null);
            await FileForm.TakeAsync(() => uploads.TakeAsync(
                application, file, form.Body, caller, cancellation, () => form.EndAsync(cancellation)));
            return new SeeOther($"{MyCases.Address(id)}/documents?notice={MyNotice.Uploaded}#d-{type}");
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return await PageAsync(
                request, id, type, Entered.Of(FormCollection.Empty, problem), problem.Type.Status, cancellation);
        }
    }

    /// <summary>
    /// POST /my/{id}/documents/{type}/promise: the day by which a document follows; blank takes the promise back. 303 to the page · the
    /// page again: 400 · 409 · 404.
    /// </summary>
    [Function("MyDocuments_Promise")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Promises a document for after the submission, from its page", IsListed = false)]
    public async Task<IResult> PromiseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/{{type}}/promise")] HttpRequest request, string id,
        string type, CancellationToken cancellation)
    {
        var caller = request.Caller();
        await store.GetMineAsync(id, caller, cancellation, Right.ChangeApplication);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await store.PromiseAsync(catalogue, calendar, id, type, Day(typed["by"]), caller, time.GetUtcNow(), cancellation);
            return new SeeOther($"{MyCases.Address(id)}/documents?notice={MyNotice.Promised}#d-{type}");
        }, (entered, status) => PageAsync(request, id, type, entered, status, cancellation));
    }

    /// <exception cref="ProblemException">invalid-field.</exception>
    private static DateOnly? Day(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw PlatformProblems.Invalid("by", "应为日期（如 2026-05-31）", "must be a date like 2026-05-31");

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, string? refused, Entered entered, int status, CancellationToken cancellation)
    {
        var (mine, reader) = await store.GetMineAsync(id, request.Caller(), cancellation, Right.DocumentNames);
        var now = time.GetUtcNow();
        var shown = MyApplication.Of(mine, reader, catalogue, now) with
        {
            Notice = EnumByName.Find<MyNotice>(request.Query["notice"]), Now = now,
        };
        var model = new MyDocuments(shown, refused, entered)
        {
            LastDay = rule => PromiseDocument.Days(rule, now, calendar).Last,
            BlockBytes = direct.AreOffered ? UploadBlocks.Bytes : null,
            Open = shown.MayChange ? await direct.ListAsync(shown.Application.Id, cancellation) : [],
        };
        return pages.Show<MyDocumentsPage, MyDocuments>(request, model, status, direct.AreOffered ? direct.Origin : null);
    }
}
