using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Panels.Plans;

/// <summary>A plan with what it is made of.</summary>
/// <param name="Plan">Null before the first proposal.</param>
/// <param name="Version">Its ETag; null with it.</param>
public sealed record PlanCase(ProgrammeDefinition Definition, PlanWorld World, PanelPlan? Plan, string? Version);

/// <summary>Reads and changes plans for their API and their pages.</summary>
public sealed class PanelPlanDesk(
    AggregateStore store, Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff, TimeProvider time)
{
    /// <summary>The calls whose panels are assigned together, with how many applications wait; none before an application did.</summary>
    public async Task<IReadOnlyList<PlanSummary>> ListAsync(CancellationToken cancellation)
    {
        var summaries = new List<PlanSummary>();
        foreach (var definition in catalogue.All.Concat(catalogue.Published))
        {
            foreach (var panel in definition.Stages.OfType<PanelDefinition>().Where(panel => panel.AssignedTogether))
            {
                var id = $"{definition.GuideId ?? $"{definition.Programme}-v{definition.Version}"}.{panel.Name}";
                var waiting = await WaitingAsync(id, cancellation);
                var plan = (await store.FindAsync(PanelPlanAggregate.Kind, id, cancellation))?.State;
                if (waiting.Count == 0 && plan is null) continue;
                summaries.Add(new PlanSummary(id, definition.Name, panel.Title, waiting.Count, plan?.State, plan?.Edition));
            }
        }

        return summaries;
    }

    /// <exception cref="ProblemException">not-found: no panel of a call has this id.</exception>
    public async Task<PlanCase> GetAsync(string id, CancellationToken cancellation)
    {
        var (definition, panel) = Of(id);
        var stored = await store.FindAsync(PanelPlanAggregate.Kind, id, cancellation);
        var world = new PlanWorld(
            id, panel, await WaitingAsync(id, cancellation), staff.With([panel.Role!.Value], null), time.GetUtcNow());
        return new PlanCase(definition, world, stored?.State, stored?.ETag);
    }

    /// <exception cref="ProblemException">not-found, officer-conflict, precondition-failed.</exception>
    public async Task<PlanCase> ProposeAsync(string id, string actor, Precondition precondition, CancellationToken cancellation)
    {
        var before = await GetAsync(id, cancellation);
        // Once, whatever the commit meets.
        var panels = PlanPanels.Choose(before.World);
        return await ChangeAsync(
            before, actor, (plan, world) => PlanPanels.Propose(plan, world, panels, actor), precondition, cancellation);
    }

    /// <exception cref="ProblemException">As <see cref="PlanPanels.ChangeSeats"/>; officer-conflict, precondition-failed.</exception>
    public async Task<PlanCase> ChangeSeatsAsync(
        string id, string application, IReadOnlyList<string> experts, string actor, Precondition precondition,
        CancellationToken cancellation) => await ChangeAsync(
            await GetAsync(id, cancellation), actor, (plan, world) => PlanPanels.ChangeSeats(
                plan ?? throw PlatformProblems.NotFound.With(), application, experts, world, actor),
            precondition, cancellation);

    /// <exception cref="ProblemException">not-found, officer-conflict, plan-empty, precondition-failed.</exception>
    public async Task<PlanCase> DeployAsync(string id, string actor, Precondition precondition, CancellationToken cancellation) =>
        await ChangeAsync(
            await GetAsync(id, cancellation), actor,
            (plan, world) => PlanPanels.Deploy(plan ?? throw PanelPlanProblems.PlanEmpty.With(), world, actor), precondition, cancellation);

    /// <summary>The plan, null for none, and the seats of each of its panels.</summary>
    internal async Task<(PanelPlan? Plan, int Seats)> DeployedAsync(string id, CancellationToken cancellation) =>
        ((await store.FindAsync(PanelPlanAggregate.Kind, id, cancellation))?.State, Of(id).Panel.Assignees);

    private async Task<PlanCase> ChangeAsync(
        PlanCase before, string actor, Func<PanelPlan?, PlanWorld, Change<PanelPlan>> decide, Precondition precondition,
        CancellationToken cancellation)
    {
        if (staff.Find(actor) is { } officer) PlanPanels.RequireOutside(before.World, officer);
        var stored = await store.PutAsync(
            PanelPlanAggregate.Kind, before.World.Id, plan => decide(plan, before.World), cancellation, precondition);
        return before with { Plan = stored.State, Version = stored.ETag };
    }

    private (ProgrammeDefinition Definition, PanelDefinition Panel) Of(string id)
    {
        if (PanelPlan.Parse(id) is not var (programme, version, guide, stage)) throw PlatformProblems.NotFound.With();
        var definition = guide is null ? catalogue.Find(programme, version)
            : catalogue.Published.FirstOrDefault(each => each.GuideId == guide);
        return definition?.Stages.FirstOrDefault(each => each.Name == stage) is PanelDefinition { Role: not null } panel
            ? (definition, panel) : throw PlatformProblems.NotFound.With();
    }

    private async Task<IReadOnlyList<WaitingPanel>> WaitingAsync(string id, CancellationToken cancellation)
    {
        var waiting = new List<WaitingPanel>();
        await foreach (var line in lists.ReadAllAsync(PanelPlanIndex.Waiting, id, cancellation))
        {
            waiting.Add(line);
            if (waiting.Count == PanelPlan.MostApplications) break;
        }

        return waiting;
    }
}
