using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Panels.Plans;

/// <summary>The panels of a call were proposed.</summary>
/// <param name="Empty">Seats for which there is no expert.</param>
public sealed record PanelsProposed(int Edition, int Applications, int Empty) : Fact;

/// <summary>An officer chose other experts for an application.</summary>
public sealed record PlannedPanelChanged(int Edition, string Application) : Fact;

/// <summary>The panels of a call were deployed: its applications are given their experts.</summary>
/// <param name="Applications">With all their seats; the others wait on.</param>
public sealed record PanelsDeployed(int Edition, int Applications) : Fact;

/// <summary>What a plan is made of: the stage, who waits, and who could judge.</summary>
/// <param name="Experts">With the stage's role, in order of id.</param>
public sealed record PlanWorld(
    string Id, PanelDefinition Panel, IReadOnlyList<WaitingPanel> Waiting, IReadOnlyList<StaffMember> Experts, DateTimeOffset At)
{
    /// <summary>Null where the application does not wait.</summary>
    public WaitingPanel? Find(string application) => Waiting.FirstOrDefault(waiting => waiting.Application == application);

    public PanelCall Call => new(
        [.. Waiting.Select(waiting => waiting.Application)],
        [.. Experts.Select(expert => new SeatExpert(expert.Id, expert.Organisation?.Value))],
        Panel.Assignees, Bound(Panel.MostPerExpert), Bound(Panel.MostPerOrganisation));

    private static int Bound(int most) => most == 0 ? int.MaxValue : most;
}

/// <summary>Proposes the panels of a call, takes an officer's changes, deploys them.</summary>
public static class PlanPanels
{
    private const int OtherField = 2;
    private const int OtherLanguage = 1;

    /// <summary>Why an expert may not judge a waiting application, in the order of their weight; empty where the expert may.</summary>
    public static IReadOnlyList<LocalizedText> Obstacles(WaitingPanel waiting, StaffMember expert) =>
    [
        .. FindConflicts.Of(expert, waiting.Applying, waiting.Ties).Select(conflict => conflict.Reason),
        .. waiting.Kept.Contains(expert.Id) ? (LocalizedText[])[PanelPlanTexts.Kept] : [],
        .. waiting.Ties.LacksAgreement(expert) ? (LocalizedText[])[PanelPlanTexts.NoAgreement] : [],
        .. expert.Serves(waiting.District) ? (LocalizedText[])[] : [PanelPlanTexts.OtherDistrict],
    ];

    /// <summary>An officer who is in conflict with one that waits has no part in the plan of all.</summary>
    /// <exception cref="ProblemException">officer-conflict.</exception>
    public static void RequireOutside(PlanWorld world, StaffMember officer)
    {
        if (world.Waiting.Any(waiting => FindConflicts.Has(officer, waiting.Applying, waiting.Ties))) throw ConflictProblems.Officer.With();
    }

    /// <summary>2 for another field, 1 for another language, their sum for both.</summary>
    public static int Mismatch(WaitingPanel waiting, StaffMember expert) =>
        (expert.Sectors.Contains(waiting.Sector) ? 0 : OtherField) + (expert.Speaks == waiting.Language ? 0 : OtherLanguage);

    /// <summary>The panels of all that wait, as they are proposed; for a large call the work of seconds.</summary>
    public static IReadOnlyList<ProposedPanel> Choose(PlanWorld world)
    {
        var (waiting, experts) = (world.Waiting.ToDictionary(each => each.Application), world.Experts.ToDictionary(expert => expert.Id));
        return ProposePanels.Decide(world.Call, (application, expert) => Obstacles(waiting[application], experts[expert]).Count == 0
            ? Mismatch(waiting[application], experts[expert]) : null);
    }

    /// <summary>Proposes panels; a proposal that was not deployed is lost, with its changes.</summary>
    /// <param name="current">Null before the first.</param>
    /// <param name="panels">From <see cref="Choose"/>.</param>
    public static Change<PanelPlan> Propose(PanelPlan? current, PlanWorld world, IReadOnlyList<ProposedPanel> panels, string actor)
    {
        var plan = new PanelPlan(
            world.Id, PlanState.Proposed, (current?.Edition ?? 0) + 1, world.At.ToUniversalTime(), null,
            [
                .. panels.Select(panel => new PlannedPanel(
                    panel.Application, PlannedPanel.Short(world.Find(panel.Application)?.Title ?? panel.Application), panel.Experts)),
            ]);
        var empty = panels.Sum(panel => world.Panel.Assignees - panel.Experts.Count);
        return Change.To(plan, actor, new PanelsProposed(plan.Edition, panels.Count, empty));
    }

    /// <summary>Takes other experts for one application; None where they are the same.</summary>
    /// <exception cref="ProblemException">not-found; plan-deployed; invalid-field with all faults.</exception>
    public static Change<PanelPlan> ChangeSeats(
        PanelPlan plan, string application, IReadOnlyList<string> experts, PlanWorld world, string actor)
    {
        if (plan.Of(application) is not { } panel) throw PlatformProblems.NotFound.With();
        RequireProposed(plan);
        var chosen = experts.Where(expert => expert.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (chosen.SequenceEqual(panel.Experts)) return Change.None(plan);
        var waiting = world.Find(application) ?? throw PanelPlanProblems.WaitsNoMore.With();
        if (Faults(plan, waiting, chosen, world) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var next = panel with { Experts = chosen, IsChanged = true };
        return Change.To(
            plan with { Panels = [.. plan.Panels.Select(each => each.Application == application ? next : each)] }, actor,
            new PlannedPanelChanged(plan.Edition, application));
    }

    /// <summary>Fixes the plan; None where it is deployed already.</summary>
    /// <exception cref="ProblemException">plan-empty: no panel has all its seats.</exception>
    public static Change<PanelPlan> Deploy(PanelPlan plan, PlanWorld world, string actor)
    {
        if (plan.State == PlanState.Deployed) return Change.None(plan);
        var filled = plan.Panels.Count(panel => panel.Experts.Count == world.Panel.Assignees);
        if (filled == 0) throw PanelPlanProblems.PlanEmpty.With();
        return Change.To(
            plan with { State = PlanState.Deployed, DeployedAt = world.At.ToUniversalTime() }, actor,
            new PanelsDeployed(plan.Edition, filled));
    }

    private static void RequireProposed(PanelPlan plan)
    {
        if (plan.State != PlanState.Proposed) throw PanelPlanProblems.PlanDeployed.With();
    }

    private static List<MemberFault> Faults(PanelPlan plan, WaitingPanel waiting, IReadOnlyList<string> chosen, PlanWorld world)
    {
        var (faults, panel) = (new List<MemberFault>(), world.Panel);
        if (chosen.Count != panel.Assignees) faults.Add(Fault(
            "count", new($"须选择 {panel.Assignees} 名专家", $"needs {panel.Assignees} experts")));
        foreach (var id in chosen)
        {
            if (world.Experts.FirstOrDefault(expert => expert.Id == id) is not { } expert)
            {
                faults.Add(Fault("unknown", new("不是本阶段的专家", "is no expert of this stage")));
                continue;
            }

            var name = expert.Name;
            faults.AddRange(Obstacles(waiting, expert).Take(1).Select(reason => Fault(
                "value", new($"{name}：{reason.Chinese}", $"{name}: {reason.English}"))));
            var others = plan.Panels.Count(each => each.Application != waiting.Application && each.Experts.Contains(id));
            if (panel.MostPerExpert > 0 && others >= panel.MostPerExpert) faults.Add(Fault("value", new(
                $"{name}：每名专家至多评审 {panel.MostPerExpert} 项", $"{name}: an expert judges at most {panel.MostPerExpert} applications")));
        }

        var colleagues = world.Experts.Where(expert => chosen.Contains(expert.Id)).Select(expert => expert.Organisation?.Value)
            .OfType<string>().CountBy(code => code).Select(each => each.Value).DefaultIfEmpty().Max();
        if (panel.MostPerOrganisation > 0 && colleagues > panel.MostPerOrganisation) faults.Add(Fault("value", new(
            $"同一单位的专家至多 {panel.MostPerOrganisation} 名", $"at most {panel.MostPerOrganisation} experts of one organisation")));
        return faults;
    }

    private static MemberFault Fault(string code, LocalizedText reason) => MemberFault.Of("experts", code, reason);
}
