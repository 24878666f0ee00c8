using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Panels.Plans;

/// <summary>What the page of all plans shows.</summary>
public sealed record PlansShown(IReadOnlyList<PlanSummary> Plans);

/// <summary>What a plan's page shows.</summary>
/// <param name="NameOf">Of an expert.</param>
/// <param name="State">Tag of what is shown; empty before the first proposal.</param>
public sealed record PlanShown(
    PlanCase Plan, PlanView View, Func<string, string> NameOf, Entered Entered, string State, LocalizedText? Done = null);

/// <summary>What the page of one application's seats shows.</summary>
/// <param name="Choices">All experts of the stage: those who may judge it first, the best fitting of them before others.</param>
public sealed record SeatsShown(
    string Plan, WaitingPanel Waiting, int Seats, IReadOnlyList<SeatChoice> Choices, Entered Entered, string State);

/// <param name="Load">Panels that the plan gives the expert.</param>
/// <param name="Obstacle">Null where the expert may judge it.</param>
public sealed record SeatChoice(
    string Expert, string Name, int Load, bool KnowsField, bool SpeaksLanguage, LocalizedText? Obstacle);

/// <summary>The pages on which an officer assigns a call's panels, by the same rules as the API.</summary>
public sealed class PanelPlanPageHttp(PanelPlanDesk desk, StaffDirectory staff, SitePages pages)
{
    public const string Address = "/panels/plans";
    public const string StateName = "state";
    private const string One = "panels/plans/{id}";
    private const string Seats = $"{One}/seats/{{application}}";

    public static string PathOf(string id) => $"{Address}/{id}";

    public static string SeatsPathOf(string id, string application) => $"{Address}/{id}/seats/{application}";

    /// <summary>GET /panels/plans. 200.</summary>
    [Function("PanelPlans_ListPage")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Shows the calls whose panels are assigned together", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "panels/plans")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<PanelPlansPage, PlansShown>(request, new PlansShown(await desk.ListAsync(cancellation)));

    /// <summary>GET /panels/plans/{id}. 200 · 404.</summary>
    [Function("PanelPlans_Page")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Shows the plan of a call's panels", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Page(request, await desk.GetAsync(id, cancellation), Entered.Nothing, done: PanelPlanTexts.Done(request.Query["done"]));

    /// <summary>POST /panels/plans/{id}/propose. 303 to the plan · 409, 412 the page again · 404.</summary>
    [Function("PanelPlans_ProposeByPage")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Proposes a call's panels, on a page", IsListed = false, SeesOther = true)]
    public Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/propose")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(
            request, id, "proposed", condition => desk.ProposeAsync(id, request.Caller().Id, condition, cancellation), cancellation);

    /// <summary>POST /panels/plans/{id}/deploy. 303 to the plan · 409, 412 the page again · 404.</summary>
    [Function("PanelPlans_DeployByPage")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Deploys a call's panels, on a page", IsListed = false, SeesOther = true)]
    public Task<IResult> DeployAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/deploy")] HttpRequest request, string id,
        CancellationToken cancellation) => TakeAsync(
            request, id, "deployed", condition => desk.DeployAsync(id, request.Caller().Id, condition, cancellation), cancellation);

    /// <summary>GET /panels/plans/{id}/seats/{application}. 200 the experts to choose from · 404.</summary>
    [Function("PanelPlans_SeatsPage")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Shows the experts to choose from for one application", IsListed = false)]
    public async Task<IResult> ShowSeatsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Seats)] HttpRequest request, string id, string application,
        CancellationToken cancellation)
    {
        var plan = await desk.GetAsync(id, cancellation);
        var chosen = plan.Plan?.Of(application)?.Experts ?? throw PlatformProblems.NotFound.With();
        return SeatsPage(request, plan, application, new Entered(new Dictionary<string, StringValues>
        {
            ["experts"] = new([.. chosen]),
        }));
    }

    /// <summary>POST /panels/plans/{id}/seats/{application}. 303 to the plan · 400, 409, 412 the form again · 404.</summary>
    [Function("PanelPlans_ChangeByPage")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Chooses the experts of one application, on a page", IsListed = false, SeesOther = true)]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Seats)] HttpRequest request, string id, string application,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await desk.ChangeSeatsAsync(
                    id, application, [.. typed["experts"].OfType<string>()], request.Caller().Id, Condition(typed), cancellation);
                return new SeeOther($"{PathOf(id)}?done=changed");
            },
            async (entered, status) => SeatsPage(request, await desk.GetAsync(id, cancellation), application, entered, status));
    }

    private async Task<IResult> TakeAsync(
        HttpRequest request, string id, string done, Func<Precondition, Task<PlanCase>> take, CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await take(Condition(typed));
                return new SeeOther($"{PathOf(id)}?done={done}");
            },
            async (entered, status) => Page(request, await desk.GetAsync(id, cancellation), entered, status));
    }

    /// <summary>The plan is still the one that was shown.</summary>
    private static Precondition Condition(IFormCollection typed) =>
        EntityTagHeaderValue.TryParse(typed[StateName].ToString(), out var tag) ? new Precondition([tag], null) : default;

    private static string Tag(PlanCase plan) => plan.Version is { } version ? $"{EntityTags.Of(version, [])}" : "";

    private IResult Page(
        HttpRequest request, PlanCase plan, Entered entered, int status = StatusCodes.Status200OK, LocalizedText? done = null) =>
        pages.Show<PanelPlanPage, PlanShown>(
            request, new PlanShown(plan, PlanView.Of(plan), staff.NameOf, entered, Tag(plan), done), status);

    private IResult SeatsPage(
        HttpRequest request, PlanCase plan, string application, Entered entered, int status = StatusCodes.Status200OK)
    {
        var waiting = plan.World.Find(application) ?? throw PanelPlanProblems.WaitsNoMore.With();
        var choices = plan.World.Experts
            .Select(expert => (Mismatch: PlanPanels.Mismatch(waiting, expert), Choice: new SeatChoice(
                expert.Id, expert.Name, plan.Plan?.Panels.Count(panel => panel.Experts.Contains(expert.Id)) ?? 0,
                expert.Sectors.Contains(waiting.Sector), expert.Speaks == waiting.Language,
                PlanPanels.Obstacles(waiting, expert).FirstOrDefault())))
            .OrderBy(each => each.Choice.Obstacle is not null).ThenBy(each => each.Mismatch).ThenBy(each => each.Choice.Load)
            .Select(each => each.Choice).ToList();
        return pages.Show<PanelSeatsPage, SeatsShown>(
            request, new SeatsShown(plan.World.Id, waiting, plan.World.Panel.Assignees, choices, entered, Tag(plan)), status);
    }
}
