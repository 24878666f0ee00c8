using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels.Plans;

/// <summary>A panel was given its experts by its call's plan; its stage looks again, and asks them.</summary>
/// <remarks>Whom it names is no fact: who is asked shows in the assignments.</remarks>
[ShownAs(Right.Course)]
public sealed record PanelSeated(string Stage, int Round, int Edition) : StageAnswered(Stage, Round);

/// <summary>Gives a waiting panel the experts of a deployed plan.</summary>
public static class SeatPanel
{
    private const string Actor = nameof(PanelPlanOnFacts);

    /// <summary>None where the panel does not wait for this plan, or any more.</summary>
    public static Change<PanelState> Decide(PanelState state, PanelPlan plan, PlannedPanel panel)
    {
        if (state.Waits.FirstOrDefault(wait => wait.IsWaiting && wait.Plan == plan.Id) is not { } wait) return Change.None(state);
        return Change.To(
            state.With(wait with { Experts = panel.Experts }), Actor, new PanelSeated(wait.Stage, wait.Round, plan.Edition));
    }
}
