using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>What was assigned.</summary>
/// <param name="Tasks">Their ids, in the order of the organisations.</param>
public sealed record AssignedTasks(IReadOnlyList<string> Tasks);

/// <summary>What the page of a warning's tasks shows.</summary>
/// <param name="Key">Of the form: the same form makes one task for each organisation, however often it is sent.</param>
/// <param name="MayAssign">The reader may assign tasks, and the warning is in force.</param>
public sealed record WarningTasksShown(
    Warning Warning, Page<WarningTaskLine> Tasks, Entered Entered, string Key, bool MayAssign, LocalizedText? Done = null);

/// <summary>What named organisations are asked to do about a warning, by API and by page.</summary>
public sealed class WarningTaskHttp(WarningTaskDesk desk, AggregateStore store, SitePages pages, TimeProvider time)
{
    private const string Assigned = "assigned";
    private const string Withdrawn = "withdrawn";

    /// <summary>GET /api/warnings/{id}/tasks. 200 a page, the newest first · 400 bad-cursor · 404.</summary>
    [Function("WarningTasks_List")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Lists what organisations are asked to do about a warning, and what they answered",
        Response = typeof(Page<WarningTaskLine>), Query = ["cursor"], Problems = ["bad-cursor", "not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/{id}/tasks")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetWarningAsync(id, cancellation);
        return Answer.Ok(await desk.OfAsync(id, request.Query["cursor"], cancellation));
    }

    /// <summary>POST /api/warnings/{id}/tasks. 202, also when all are there · 400 invalid-field · 404 · 409 warning-not-in-force.</summary>
    [Function("WarningTasks_Assign")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Asks organisations to acknowledge a warning, or gives them an emergency task",
        Request = typeof(WarningTaskBody), Response = typeof(AssignedTasks), Success = 202,
        Problems = ["invalid-field", "not-found", "warning-not-in-force", "stale"])]
    public async Task<IResult> AssignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/{id}/tasks")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<WarningTaskBody>(cancellation);
        var key = request.IdempotencyKey() is { } given ? Ids.From(request.Caller().Id, given) : Ids.New();
        var tasks = await desk.AssignAsync(id, body, key, request.Caller(), cancellation);
        return Answer.Accepted(new AssignedTasks(tasks), $"/api/warnings/{id}/tasks");
    }

    /// <summary>POST /api/warnings/{id}/tasks/{task}/withdraw. 204, also when it is answered or withdrawn already · 404.</summary>
    [Function("WarningTasks_Withdraw")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Takes a task back that is not answered", Success = 204, Problems = ["not-found", "stale"])]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warnings/{id}/tasks/{task}/withdraw")] HttpRequest request,
        string id, string task, CancellationToken cancellation)
    {
        await desk.WithdrawAsync(id, task, request.Caller(), cancellation);
        return Results.NoContent();
    }

    /// <summary>GET /warnings/{id}/tasks. 200 · 404.</summary>
    [Function("WarningTasks_Page")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Shows what organisations are asked to do about a warning", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/{id}/tasks")] HttpRequest request, string id,
        CancellationToken cancellation) => PageAsync(
            request, id, Entered.Nothing, Ids.New(), StatusCodes.Status200OK, cancellation,
            request.Query.ContainsKey(Assigned) ? WarningTaskTexts.Assigned
                : request.Query.ContainsKey(Withdrawn) ? WarningTaskTexts.TakenBack : null);

    /// <summary>POST /warnings/{id}/tasks. 303 to the page · 400, 409 the form again, with what was typed · 404.</summary>
    [Function("WarningTasks_AssignByPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Assigns tasks by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> AssignByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/tasks")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var key = typed["key"].ToString() is { Length: > 0 and <= 100 } given ? given : Ids.New();
        return await SitePages.TakeAsync(typed, async () =>
        {
            var body = new WarningTaskBody(
                EnumByName.Find<WarningTaskKind>(typed["kind"]), AssignTask.CodesIn(typed["organisations"].ToString()), typed["text"],
                int.TryParse(typed["hours"], out var hours) ? hours : null);
            await desk.AssignAsync(id, body, key, request.Caller(), cancellation);
            return new SeeOther($"/warnings/{id}/tasks?{Assigned}=1");
        }, (entered, status) => PageAsync(request, id, entered, key, status, cancellation));
    }

    /// <summary>POST /warnings/{id}/tasks/{task}/withdraw. 303 to the page · 404.</summary>
    [Function("WarningTasks_WithdrawByPage")]
    [Access(Role.Publisher, Role.DepartmentOfficer)]
    [Operation("Takes a task back by its button", IsListed = false, SeesOther = true)]
    public async Task<IResult> WithdrawByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/{id}/tasks/{task}/withdraw")] HttpRequest request, string id,
        string task, CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        await desk.WithdrawAsync(id, task, request.Caller(), cancellation);
        return new SeeOther($"/warnings/{id}/tasks?{Withdrawn}=1");
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, Entered entered, string key, int status, CancellationToken cancellation, LocalizedText? done = null)
    {
        var warning = (await store.GetWarningAsync(id, cancellation)).State;
        var (tasks, caller) = (await desk.OfAsync(id, request.Query["cursor"], cancellation), request.Caller());
        var mayAssign = WarningRules.IsInForce(warning, time.GetUtcNow()) && WarningAccess.MayChange(caller);
        return pages.Show<WarningTasksPage, WarningTasksShown>(
            request, new WarningTasksShown(warning, tasks, entered, key, mayAssign, done), status);
    }
}
