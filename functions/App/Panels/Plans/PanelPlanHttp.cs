using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels.Plans;

/// <summary>A call whose panels are assigned together.</summary>
/// <param name="Waiting">Applications that wait for it now.</param>
/// <param name="State">Null before the first proposal.</param>
public sealed record PlanSummary(
    string Id, LocalizedText Programme, LocalizedText Stage, int Waiting, PlanState? State, int? Edition);

/// <param name="Items">In order of programme.</param>
public sealed record PlanSummaries(IReadOnlyList<PlanSummary> Items);

/// <summary>A plan as officers see it.</summary>
/// <param name="State">Null before the first proposal.</param>
/// <param name="Seats">Experts for each application.</param>
/// <param name="Waiting">Ids of applications that wait, and are in no proposal or deployed panel of this plan.</param>
/// <param name="Loads">Of each expert of the stage, in order of id.</param>
public sealed record PlanView(
    string Id, PlanState? State, int Edition, int Seats, IReadOnlyList<PlanPanelView> Panels, IReadOnlyList<string> Waiting,
    IReadOnlyList<ExpertLoad> Loads)
{
    public static PlanView Of(PlanCase plan)
    {
        var panels = plan.Plan?.Panels ?? [];
        var planned = panels.Select(panel => panel.Application).ToHashSet();
        return new PlanView(
            plan.World.Id, plan.Plan?.State, plan.Plan?.Edition ?? 0, plan.World.Panel.Assignees,
            [.. panels.Select(panel => PlanPanelView.Of(panel, plan.World))],
            [.. plan.World.Waiting.Select(waiting => waiting.Application).Where(id => !planned.Contains(id))],
            [
                .. plan.World.Experts.Select(expert => new ExpertLoad(
                    expert.Id, panels.Count(panel => panel.Experts.Contains(expert.Id)))),
            ]);
    }
}

/// <param name="Title">Of the application; its beginning, where it is long.</param>
public sealed record PlanPanelView(string Application, string Title, bool IsChanged, IReadOnlyList<PlanSeatView> Experts)
{
    public static PlanPanelView Of(PlannedPanel panel, PlanWorld world)
    {
        var waiting = world.Find(panel.Application);
        return new PlanPanelView(
            panel.Application, panel.Title, panel.IsChanged,
            [
                .. panel.Experts.Select(id => world.Experts.FirstOrDefault(expert => expert.Id == id) is { } expert && waiting is not null
                    ? new PlanSeatView(
                        id, expert.Sectors.Contains(waiting.Sector), expert.Speaks == waiting.Language,
                        PlanPanels.Obstacles(waiting, expert).FirstOrDefault())
                    : new PlanSeatView(id, false, false, null)),
            ]);
    }
}

/// <param name="KnowsField">Whether the application's sector is one of the expert's.</param>
/// <param name="Obstacle">Why the expert may not judge it, since the proposal was made; null for none.</param>
public sealed record PlanSeatView(string Expert, bool KnowsField, bool SpeaksLanguage, LocalizedText? Obstacle);

/// <param name="Panels">Of the plan.</param>
public sealed record ExpertLoad(string Expert, int Panels);

/// <summary>Body of a change; the page's form sends the same by fields.</summary>
/// <param name="Experts">Staff ids, as many as the stage has seats.</param>
public sealed record SeatsBody([property: Items(0, 50)] IReadOnlyList<string> Experts);

/// <summary>The panels of a call, assigned together by officers of the department.</summary>
public sealed class PanelPlanHttp(PanelPlanDesk desk)
{
    private const string One = "api/panels/plans/{id}";

    /// <summary>GET /api/panels/plans. 200 the calls for whose plan applications wait, or waited.</summary>
    [Function("PanelPlans_List")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Lists the calls whose panels are assigned together", Response = typeof(PlanSummaries))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/panels/plans")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(new PlanSummaries(await desk.ListAsync(cancellation)));

    /// <summary>GET /api/panels/plans/{id}. 200, with ETag once there is a proposal · 404.</summary>
    [Function("PanelPlans_Get")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Reads the plan of a call's panels", Response = typeof(PlanView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, string id,
        CancellationToken cancellation) => Ok(await desk.GetAsync(id, cancellation));

    /// <summary>POST /api/panels/plans/{id}/propose. 200 a new proposal for all that wait · 403 officer-conflict · 404 · 412.</summary>
    [Function("PanelPlans_Propose")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Proposes the panels of all applications that wait; an earlier proposal is lost", Response = typeof(PlanView),
        Problems = ["not-found", "officer-conflict", "precondition-failed", "stale"])]
    public async Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/propose")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Ok(await desk.ProposeAsync(id, request.Caller().Id, request.Precondition(), cancellation));

    /// <summary>
    /// PUT /api/panels/plans/{id}/seats/{application}. 200 · 400 invalid-field · 403 · 404 · 409 plan-deployed, panel-waits-no-more · 412.
    /// </summary>
    [Function("PanelPlans_Change")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Chooses the experts of one application of a proposal", Request = typeof(SeatsBody), Response = typeof(PlanView),
        Problems =
        [
            "invalid-field", "not-found", "officer-conflict", "plan-deployed", "panel-waits-no-more", "precondition-failed", "stale",
        ])]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = $"{One}/seats/{{application}}")] HttpRequest request, string id,
        string application, CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<SeatsBody>(cancellation);
        return Ok(await desk.ChangeSeatsAsync(
            id, application, body.Experts, request.Caller().Id, request.Precondition(), cancellation));
    }

    /// <summary>
    /// POST /api/panels/plans/{id}/deploy. 200 also where it is deployed already · 403 officer-conflict · 404 · 409 plan-empty · 412.
    /// </summary>
    [Function("PanelPlans_Deploy")]
    [Access(Role.DepartmentOfficer)]
    [Operation("Deploys a proposal: the experts of its complete panels are asked", Response = typeof(PlanView),
        Problems = ["not-found", "officer-conflict", "plan-empty", "precondition-failed", "stale"])]
    public async Task<IResult> DeployAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{One}/deploy")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Ok(await desk.DeployAsync(id, request.Caller().Id, request.Precondition(), cancellation));

    private static IResult Ok(PlanCase plan) =>
        plan.Version is { } version ? Answer.Ok(PlanView.Of(plan), version) : Answer.Ok(PlanView.Of(plan));
}
