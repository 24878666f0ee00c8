using System.Globalization;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications;

public sealed class ApplicationHttp(
    AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, DraftDesk drafts, IEnumerable<StateCheck> checks, SitePages pages,
    TimeProvider time, StaffDirectory staff)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>
    /// POST /api/applications. 201 · 200 repeated with its Idempotency-Key · 400 · 403 no-organisation · 404 unknown-programme ·
    /// 409 guide-closed, too-many-drafts · 422.
    /// </summary>
    [Function("Applications_Create")]
    [Access(Role.Applicant)]
    [Operation("Drafts an application", Request = typeof(DraftRequest), Response = typeof(ApplicationView), Success = 201,
        Problems = ["no-organisation", "unknown-programme", "guide-closed", "too-many-drafts", "invalid-field", "amount-out-of-range",
            "idempotency-key-reused"])]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications")] HttpRequest request, CancellationToken cancellation)
    {
        var draft = await request.ReadJsonAsync<DraftRequest>(cancellation);
        var application = await drafts.DraftAsync(draft, request.Caller(), request.IdempotencyKey(), cancellation);
        return application.Changed
            ? Answer.Created(Uri(application), View(application), application.ETag)
            : Answer.Ok(View(application), application.ETag);
    }

    /// <summary>
    /// POST /api/applications/{id}/submit. 202 · 404 · 409 not-open, guide-closed, documents-missing, form-incomplete,
    /// not-eligible, no-signatory, no-partner-signatory · 412. Partners are asked first, then the organisation's signatory, where the
    /// programme asks for them.
    /// </summary>
    [Function("Applications_Submit")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Submits a complete application that did not submit itself with its last document or answer",
        Response = typeof(ApplicationView), Success = 202,
        Problems = ["not-found", "not-open", "guide-closed", "documents-missing", "form-incomplete", "not-eligible",
            "no-signatory", "no-partner-signatory", "precondition-failed"])]
    public async Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{id}/submit")] HttpRequest request, string id,
            CancellationToken cancellation)
    {
        var stored = await store.SubmitAsync(
            catalogue, staff, id, request.Caller(), time.GetUtcNow(), cancellation, request.Precondition());
        var application = stored.State.Application;
        return Answer.Accepted(ApplicationView.Of(application, catalogue.Of(application)), $"/api/applications/{id}", stored.ETag);
    }

    /// <summary>
    /// POST /api/applications/{id}/withdraw. 200 also when it was withdrawn before · 404 · 409 not-open: it is decided · 412.
    /// </summary>
    [Function("Applications_Withdraw")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Withdraws an application", Response = typeof(ApplicationView), Problems = ["not-found", "not-open", "precondition-failed"])]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{id}/withdraw")] HttpRequest request, string id,
            CancellationToken cancellation)
    {
        var stored = await store.WithdrawAsync(id, request.Caller(), time.GetUtcNow(), cancellation, request.Precondition());
        var application = stored.State.Application;
        return Answer.Ok(ApplicationView.Of(application, catalogue.Of(application)), stored.ETag);
    }

    /// <summary>
    /// GET /api/applications/{id}. 200 with ETag, to a browser a page · 303 a browser of the own organisation, to its page · 304 · 404.
    /// </summary>
    [Function("Applications_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Application])]
    [Operation("Reads an application", Response = typeof(ApplicationView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}")] HttpRequest request, string id,
            CancellationToken cancellation)
    {
        var (stored, reader) = await store.GetReadableFormAsync(id, request.Caller(), cancellation, Right.Application);
        var definition = catalogue.Of(stored.State.Application);
        if (request.WantsPage())
        {
            return reader.Relation == Relation.Own ? new SeeOther($"/my/{id}") : pages.Show<ApplicationPage, ApplicationShown>(
                request, ApplicationShown.Of(stored.State, definition, reader));
        }

        return Answer.Ok(ApplicationView.For(reader, stored.State, definition, time.GetUtcNow()), stored.ETag);
    }

    /// <summary>
    /// GET /api/applications?cursor=&amp;limit=. 200 a page of the caller's organisation, newest first · 400 bad-cursor,
    /// invalid-field · 403 no-organisation.
    /// </summary>
    [Function("Applications_List")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Lists the applications of the caller's organisation, also as a partner, newest first",
        Response = typeof(Page<ApplicationLine>), Query = ["cursor", "limit"],
        Problems = ["bad-cursor", "invalid-field", "no-organisation"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications")] HttpRequest request,
        CancellationToken cancellation)
    {
        var organisation = request.Caller().Organisation ?? throw ApplicationProblems.NoOrganisation.With();
        return Answer.Ok(await lists.ReadPageAsync(ApplicationIndex.OfOrganisation, organisation.Value, request.Query["cursor"],
            Limit(request.Query["limit"]), cancellation));
    }

    /// <summary>
    /// GET /api/applications/{id}/facts. 200 the record as the caller may see it, with the result of its chain check · 404.
    /// </summary>
    [Function("Applications_Facts")]
    [Access(Audience.SignedIn, Needs = [Right.Record])]
    [Operation("Reads an application's record of facts", Response = typeof(FactRecord), Problems = ["not-found"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/facts")] HttpRequest request, string id,
            CancellationToken cancellation) =>
        Answer.Ok((await store.ReadRecordAsync(id, request.Caller(), checks, cancellation, Right.Record)).Record);

    private ApplicationView View(Stored<Application> application) => ApplicationView.Of(application.State, catalogue.Of(application.State));

    private static string Uri(Stored<Application> application) => $"/api/applications/{application.State.Id}";

    private static int Limit(string? text)
    {
        if (string.IsNullOrEmpty(text)) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw PlatformProblems.InvalidField.With($"limit：1 至 {MaxLimit}", $"limit: 1 to {MaxLimit}");
    }
}
