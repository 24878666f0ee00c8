using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Selections;

/// <summary>What the page of all selections shows.</summary>
public sealed record SelectionsShown(Page<SelectionItem> Selections);

/// <summary>What the page of a selection shows.</summary>
/// <param name="NameOf">Of a member of the staff.</param>
/// <param name="MayAct">The reader may close the entry, and move the reserve list.</param>
/// <param name="Refused">Path of the form that was not taken; null for none.</param>
public sealed record SelectionShown(
    SelectionView Selection, Func<string, string> NameOf, bool MayAct, Entered Entered, string? Refused = null,
    LocalizedText? Done = null)
{
    /// <summary>What a form shows: what was typed, where it is the one that was not taken.</summary>
    public Entered Of(string step) => Refused == step ? Entered : Entered.Nothing;
}

/// <summary>The pages of selections, by the same bodies and rules as the API.</summary>
public sealed class SelectionPageHttp(SelectionDesk desk, StaffDirectory staff, SitePages pages)
{
    public const string Close = "close";
    public const string Promote = "promote";
    public const string End = "end-reserve";
    private const string One = "selections/{id}";

    /// <summary>GET /selections?cursor=. 200 newest first · 400 bad-cursor.</summary>
    [Function("Selections_Pages")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Shows the selections of calls, newest first", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "selections")] HttpRequest request,
        CancellationToken cancellation) => pages.Show<SelectionsPage, SelectionsShown>(
            request, new SelectionsShown(await desk.ReadPageAsync(request.Query["cursor"], cancellation)));

    /// <summary>GET /selections/{id}. 200 its ranking · 404.</summary>
    [Function("Selections_Page")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Shows a call's ranking, its budget and its list", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        ShowAsync(request, id, Entered.Nothing, null, StatusCodes.Status200OK, cancellation);

    /// <summary>POST /selections/{id}/close. 303 to the selection · its page again with what is wrong · 404.</summary>
    [Function("Selections_CloseByPage")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Closes the entry of a selection by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/{Close}")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(
            request, id, Close, typed => desk.CloseAsync(id, typed.Read<CloseEntryForm>(), request.Caller(), cancellation), cancellation);

    /// <summary>POST /selections/{id}/promote. 303 to the selection · its page again with what is wrong · 404.</summary>
    [Function("Selections_PromoteByPage")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Selects an application from the reserve list by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> PromoteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/{Promote}")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(
            request, id, Promote, typed => desk.PromoteAsync(id, typed.Read<PromotionForm>(), request.Caller(), cancellation),
            cancellation);

    /// <summary>POST /selections/{id}/end-reserve. 303 to the selection · its page again with what is wrong · 404.</summary>
    [Function("Selections_EndReserveByPage")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Ends the reserve list of a selection by the page's form", IsListed = false, SeesOther = true)]
    public Task<IResult> EndReserveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/{End}")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(
            request, id, End, typed => desk.EndReserveAsync(id, typed.Read<EndReserveForm>(), request.Caller(), cancellation),
            cancellation);

    private async Task<IResult> TakeAsync(
        HttpRequest request, string id, string step, Func<IFormCollection, Task<SelectionView>> take, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await take(typed);
                return new SeeOther($"/selections/{id}?done={step}");
            },
            (entered, status) => ShowAsync(request, id, entered, step, status, cancellation));
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, string id, Entered entered, string? refused, int status, CancellationToken cancellation)
    {
        var (state, definition, _) = await desk.GetAsync(id, request.Caller(), cancellation);
        var rules = (SelectionDefinition)definition.Stage(state.Round.Call.Stage);
        var shown = new SelectionShown(
            SelectionView.Of(state, definition), staff.NameOf, rules.Role is { } role && request.Caller().Is(role), entered, refused,
            SelectionTexts.Done(request.Query["done"]));
        return pages.Show<SelectionPage, SelectionShown>(request, shown, status);
    }
}
