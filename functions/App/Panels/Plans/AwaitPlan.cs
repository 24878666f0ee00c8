using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels.Plans;

/// <summary>A panel waits until the panels of its call are assigned together.</summary>
/// <param name="Until">Then its experts are drawn alone.</param>
[ShownAs(Right.Course)]
public sealed record PanelAwaitsPlan(string Stage, int Round, DateTimeOffset Until) : Fact;

/// <summary>A panel waits for its plan no more: the application was withdrawn.</summary>
[ShownAs(Right.Course)]
public sealed record PanelWaitEnded(string Stage, int Round) : Fact;

/// <summary>Lets a panel wait for its call's plan.</summary>
public static class AwaitPlan
{
    /// <summary>The beginning of the wait, None while it lasts; null where the experts are to be asked now.</summary>
    /// <remarks>A round of corrections asks those who judged before: it does not wait.</remarks>
    public static Change<PanelState>? Decide(PanelState state, PanelDefinition panel, Ask ask, PanelWorld world, string actor)
    {
        if (state.WaitOf(ask.Step, ask.Round) is { } wait) return wait.IsWaiting && world.At < wait.Until ? Change.None(state) : null;
        if (state.Review.Runs.Any(run => run.Stage == ask.Step)) return null;
        var experts = world.Staff.With([panel.Role!.Value], state.Review.Application.Applicant.District).Select(expert => expert.Id);
        var excluded = StagePlan.Of(state.Review, world.Definition, ask).Excluded
            .Concat(state.Declarations.Where(each => each.Conflict is not null).Select(each => each.Person)).ToHashSet();
        var begun = new PanelWait(
            ask.Step, ask.Round, PanelPlan.IdOf(state.Review.Application, ask.Step),
            world.Calendar.Due(world.At, panel.PlanWorkingDays).ToUniversalTime(), [.. experts.Where(excluded.Contains)]);
        return Change.To(state.With(begun), actor, new PanelAwaitsPlan(begun.Stage, begun.Round, begun.Until));
    }

    /// <summary>Ends the wait of a withdrawn application; None where it does not wait.</summary>
    public static Change<PanelState> End(PanelState state, StageRequest request, string actor) =>
        state.WaitOf(request.Stage, request.Round) is { IsOver: false } wait
            ? Change.To(state.With(wait with { IsOver = true }), actor, new PanelWaitEnded(wait.Stage, wait.Round)) : Change.None(state);
}
