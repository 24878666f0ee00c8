using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Selections;

/// <summary>Rankings of calls as JSON and as a file; the list itself is answered as an assignment.</summary>
public sealed class SelectionHttp(SelectionDesk desk, StaffDirectory staff, TimeProvider time)
{
    private const string All = "api/selections";
    private const string One = $"{All}/{{id}}";

    /// <summary>GET /api/selections?cursor=. 200 a page, newest first · 400 bad-cursor.</summary>
    [Function("Selections_List")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Lists the selections of calls, newest first", Response = typeof(Page<SelectionItem>), Query = ["cursor"],
        Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = All)] HttpRequest request, CancellationToken cancellation) =>
        Answer.Ok(await desk.ReadPageAsync(request.Query["cursor"], cancellation));

    /// <summary>GET /api/selections/{id}. 200 with its ranking · 304 · 404.</summary>
    [Function("Selections_Get")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Reads a call's ranking, its budget and its list", Response = typeof(SelectionView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (state, definition, etag) = await desk.GetAsync(id, request.Caller(), cancellation);
        return Answer.Ok(SelectionView.Of(state, definition), etag);
    }

    /// <summary>GET /api/selections/{id}/export?format=xlsx|csv. 200 headings in the caller's language · 400 invalid-field · 404.</summary>
    [Function("Selections_Export")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator)]
    [Operation("Exports a call's ranking and list as XLSX or CSV", ResponseMedia = "application/octet-stream", Query = ["format"],
        Problems = ["invalid-field", "not-found"])]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{One}/export")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var format = SheetFormat.Of(request.Query["format"]);
        var (state, definition, _) = await desk.GetAsync(id, request.Caller(), cancellation);
        var sheet = SelectionSheet.Write(SelectionView.Of(state, definition), format, PageLanguage.Of(request), staff.NameOf);
        var name = $"selection-{definition.Programme}-{BeijingTime.Day(time.GetUtcNow()):yyyyMMdd}.{format.Extension}";
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new Representation(sheet, format.Media);
    }

    /// <summary>POST /api/selections/{id}/close. 200 closed, also before · 400 · 403 · 404 · 409.</summary>
    [Function("Selections_Close")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Closes the entry of a selection by hand, without those that are still under review", Request = typeof(CloseEntryForm),
        Response = typeof(SelectionView),
        Problems =
        [
            "not-found", "not-allowed", "officer-conflict", "invalid-field", "selection-call-open", "selection-empty",
            "selection-undecided", "stale",
        ])]
    public async Task<IResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/close")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var form = await request.ReadJsonAsync<CloseEntryForm>(cancellation);
        return Answer.Ok(await desk.CloseAsync(id, form, request.Caller(), cancellation));
    }

    /// <summary>POST /api/selections/{id}/promote. 200 selected, also before · 400 · 403 · 404 · 409 not-on-reserve.</summary>
    [Function("Selections_Promote")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Selects an application from the reserve list, where others left what it needs", Request = typeof(PromotionForm),
        Response = typeof(SelectionView),
        Problems =
        [
            "not-found", "not-allowed", "officer-conflict", "invalid-field", "not-on-reserve", "selection-over-budget",
            "selection-over-places", "stale",
        ])]
    public async Task<IResult> PromoteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/promote")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var form = await request.ReadJsonAsync<PromotionForm>(cancellation);
        return Answer.Ok(await desk.PromoteAsync(id, form, request.Caller(), cancellation));
    }

    /// <summary>POST /api/selections/{id}/end-reserve. 200 ended, also before · 400 · 403 · 404.</summary>
    [Function("Selections_EndReserve")]
    [Access(Role.DepartmentOfficer, Role.LeadingGroup)]
    [Operation("Ends the reserve list of a selection: what is left on it is not selected", Request = typeof(EndReserveForm),
        Response = typeof(SelectionView), Problems = ["not-found", "not-allowed", "officer-conflict", "invalid-field", "stale"])]
    public async Task<IResult> EndReserveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/end-reserve")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var form = await request.ReadJsonAsync<EndReserveForm>(cancellation);
        return Answer.Ok(await desk.EndReserveAsync(id, form, request.Caller(), cancellation));
    }
}
