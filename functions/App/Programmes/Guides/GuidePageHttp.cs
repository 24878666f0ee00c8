using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes.Guides;

/// <summary>What the page of all guides shows.</summary>
/// <param name="NameOf">Of a guide's programme.</param>
/// <param name="Programmes">For which a guide can be drafted: the newest version of each.</param>
public sealed record GuidesShown(
    Page<AnnualGuide> Guides, Func<AnnualGuide, LocalizedText> NameOf, IReadOnlyList<ProgrammeDefinition> Programmes, DateOnly Today);

/// <summary>What the form of a guide shows.</summary>
/// <param name="Definition">As its file has it.</param>
/// <param name="Guide">Null while it is new.</param>
/// <param name="Key">Of a new one's form: sent twice, it makes one draft.</param>
public sealed record GuideEdited(
    ProgrammeDefinition Definition, AnnualGuide? Guide, Entered Entered, string Key = "", LocalizedText? Done = null);

/// <summary>What a guide's page shows, and the step before its publication.</summary>
/// <param name="Definition">With what the guide changes.</param>
/// <param name="State">Tag of what is shown.</param>
public sealed record GuideShown(
    AnnualGuide Guide, ProgrammeDefinition Definition, DateOnly Today, Entered Entered, string State = "", LocalizedText? Done = null);

/// <summary>The pages of yearly guides, by the same body and rules as the API.</summary>
public sealed class GuidePageHttp(GuideDesk desk, Lists lists, ProgrammeCatalogue catalogue, SitePages pages, TimeProvider time)
{
    private const string New = "guide";
    private const string One = "guide/{id}";

    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>GET /guides?cursor=. 200 the published guides; for administrators with drafts, newest first · 400 bad-cursor.</summary>
    [Function("Guides_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows the yearly guides", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "guides")] HttpRequest request, CancellationToken cancellation)
    {
        var newest = catalogue.All.GroupBy(definition => definition.Programme).Select(versions => versions.Last()).ToList();
        var names = newest.ToDictionary(definition => definition.Programme, definition => definition.Name);
        return pages.Show<GuidesPage, GuidesShown>(request, new GuidesShown(
            await AnnualGuideHttp.ReadPageAsync(lists, request, cancellation),
            guide => names.GetValueOrDefault(guide.Programme) ?? new(guide.Programme, guide.Programme), newest, Today));
    }

    /// <summary>GET /guide?programme=. 200 an empty form over the newest version · 404 unknown-programme.</summary>
    [Function("Guides_New")]
    [Access(Role.Administrator)]
    [Operation("Shows the form of a new guide", IsListed = false)]
    public IResult ShowNew([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = New)] HttpRequest request)
    {
        var definition = catalogue.Versions(request.Query["programme"].ToString()).LastOrDefault()
            ?? throw ProgrammeProblems.UnknownProgramme.With();
        return Form(request, new GuideEdited(definition, null, GuideForm.Empty(definition), Ids.New()));
    }

    /// <summary>POST /guide. 303 to the draft, which the same form finds again · 400 the form again, with what was typed · 404.</summary>
    [Function("Guides_Draft")]
    [Access(Role.Administrator)]
    [Operation("Drafts a guide by the page's form", IsListed = false)]
    public async Task<IResult> DraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var definition = DefinitionOf(typed);
        var key = typed["key"].ToString() is { Length: > 0 } given ? given : Ids.New();
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                var (guide, _, _) = await desk.DraftAsync(GuideForm.Read(typed), request.Caller().Id, key, cancellation);
                return To(guide.Id, "saved");
            },
            // Other content under the key of a draft is another draft.
            (entered, status) => Task.FromResult(Form(request, new GuideEdited(
                definition, null, entered, status == PlatformProblems.IdempotencyKeyReused.Status ? Ids.New() : key), status)));
    }

    /// <summary>GET /guide/{id}. 200 the guide; for administrators a draft's form · 404.</summary>
    [Function("Guides_Show")]
    [Access(Audience.Anyone)]
    [Operation("Shows a guide; to administrators the form of a draft", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (guide, version) = await desk.GetAsync(id, request.FindCaller(), cancellation);
        var done = GuideTexts.Done(request.Query["done"]);
        if (guide.Status != GuideStatus.Draft) return Page(request, guide, Entered.Nothing, done: done);
        var definition = catalogue.Get(guide.Programme, guide.Version);
        return Form(request, new GuideEdited(definition, guide, GuideForm.Of(guide, version, definition), Done: done));
    }

    /// <summary>POST /guide/{id}. 303 to the draft · 400, 409, 412 the form again, with what was typed · 404.</summary>
    [Function("Guides_Save")]
    [Access(Role.Administrator)]
    [Operation("Changes a draft of a guide by the page's form", IsListed = false)]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One)] HttpRequest request, string id, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var (guide, _) = await desk.GetAsync(id, request.Caller(), cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await desk.ReviseAsync(
                    id, GuideForm.Read(typed), request.Caller().Id, GuideForm.Precondition(typed), cancellation);
                return To(id, "saved");
            },
            (entered, status) => Task.FromResult(Form(
                request, new GuideEdited(catalogue.Get(guide.Programme, guide.Version), guide, entered), status)));
    }

    /// <summary>GET /guide/{id}/publish. 200 a preview of what applicants will see · 303 to the guide where it is no draft · 404.</summary>
    [Function("Guides_AskPublication")]
    [Access(Role.Administrator)]
    [Operation("Previews a guide before its publication", IsListed = false)]
    public async Task<IResult> ShowPublicationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{One}/publish")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (guide, version) = await desk.GetAsync(id, request.Caller(), cancellation);
        return guide.Status == GuideStatus.Draft
            ? Preview(request, guide, Entered.Nothing, $"{EntityTags.Of(version, [])}") : new SeeOther($"/guide/{id}");
    }

    /// <summary>POST /guide/{id}/publish. 303 to the guide · 400, 409, 412 the preview again, with what is wrong · 404.</summary>
    [Function("Guides_PublishByPage")]
    [Access(Role.Administrator)]
    [Operation("Publishes a guide by the page's form", IsListed = false)]
    public async Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/publish")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await desk.PublishAsync(id, request.Caller().Id, GuideForm.Precondition(typed), cancellation);
                return To(id, "published");
            },
            async (entered, status) =>
            {
                // What is shown now is what the next press publishes.
                var (guide, version) = await desk.GetAsync(id, request.Caller(), cancellation);
                return Preview(request, guide, entered, $"{EntityTags.Of(version, [])}", status);
            });
    }

    /// <summary>POST /guide/{id}/withdraw. 303 to the guide · 404 · 409 guide-open.</summary>
    [Function("Guides_WithdrawByPage")]
    [Access(Role.Administrator)]
    [Operation("Withdraws a guide by the page's form", IsListed = false)]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/withdraw")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        await desk.WithdrawAsync(id, request.Caller().Id, default, cancellation);
        return To(id, "withdrawn");
    }

    /// <summary>POST /guide/{id}/extend. 303 to the guide · 400, 409 its page again, with what was typed · 404.</summary>
    [Function("Guides_ExtendByPage")]
    [Access(Role.Administrator)]
    [Operation("Makes a guide's last day a later one by the page's form", IsListed = false)]
    public async Task<IResult> ExtendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/extend")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var (guide, _) = await desk.GetAsync(id, request.Caller(), cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await desk.ExtendAsync(id, typed.Read<ExtensionBody>(), request.Caller().Id, default, cancellation);
                return To(id, "extended");
            },
            (entered, status) => Task.FromResult(Page(request, guide, entered, status)));
    }

    private ProgrammeDefinition DefinitionOf(IFormCollection typed) =>
        (int.TryParse(typed["version"], out var version) ? catalogue.Find(typed["programme"].ToString(), version) : null)
        ?? throw ProgrammeProblems.UnknownProgramme.With();

    private static SeeOther To(string id, string done) => new($"/guide/{id}?done={done}");

    private IResult Form(HttpRequest request, GuideEdited shown, int status = StatusCodes.Status200OK) =>
        pages.Show<GuideFormPage, GuideEdited>(request, shown, status);

    private IResult Page(
        HttpRequest request, AnnualGuide guide, Entered entered, int status = StatusCodes.Status200OK, LocalizedText? done = null) =>
        pages.Show<GuidePage, GuideShown>(request, new GuideShown(guide, desk.Under(guide), Today, entered, Done: done), status);

    private IResult Preview(HttpRequest request, AnnualGuide guide, Entered entered, string state, int status = StatusCodes.Status200OK) =>
        pages.Show<PublishGuidePage, GuideShown>(request, new GuideShown(guide, desk.Under(guide), Today, entered, state), status);
}
