using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits;

/// <summary>The directory, the calendar and the moment, as a decision is given them.</summary>
public sealed record VisitWorld(ProgrammeDefinition Definition, StaffDirectory Staff, WorkingCalendar Calendar, DateTimeOffset At)
{
    public AppointmentDefinition Stage(string name) => (AppointmentDefinition)Definition.Stage(name);
}

/// <summary>Asks the officer in charge, and passes on what is overdue.</summary>
/// <remarks>One ladder for the stage does not fit: a question is asked again after each move and each repeat, with times of its own.
/// </remarks>
public static class ChooseOfficer
{
    private const string Actor = nameof(CheckVisitActivity);

    /// <summary>The plan of a stage, with the words and the times of the question.</summary>
    public static AskPlan Plan(AppointmentDefinition stage, Ask ask, AskPlan plan) => plan with
    {
        Ladder = VisitTimes.Ladder(stage, ask.Kind), About = plan.About with { Step = VisitTexts.Step(ask.Kind, stage) },
    };

    /// <summary>Asks where no one is asked, passes on what is overdue; none while someone is asked in time.</summary>
    public static Change<VisitState> Ensure(VisitState state, Ask ask, VisitWorld world)
    {
        var asked = state.Review.Assignments.Of(ask);
        if (asked.LastOrDefault(each => each.State == AssignmentState.Open) is not { } open) return Open(state, ask, world);
        if (open.Lapses <= world.At) return CloseVisit.Undecided(
            state, state.Review.Run(ask.Step, ask.Round)!, open, world.Stage(ask.Step), Actor, world.At);
        return open.Due <= world.At && open.Due < open.Lapses ? Escalate(state, ask, world) : Change.None(state);
    }

    private static Change<VisitState> Open(VisitState state, Ask ask, VisitWorld world)
    {
        var (plan, day) = (PlanOf(state, ask, world), BeijingTime.Day(world.At));
        // The same person may be asked once more: after a move, for the report, for another appointment.
        var inOrder = ChoosePeople.InOrder(world.Staff.With(plan.Roles, plan.District), plan, ask, []);
        if (inOrder.Count == 0) return Block(state, ask, world.At);
        var next = state.Review.Assignments.NextNumber(ask);
        var opened = OpenAssignments.Decide(
                ask, plan, plan.Ladder.Start(world.At, world.Calendar), PassAbsence.Decide(inOrder, 1, day), world.At,
                plan.Ladder.Edition(world.At, world.Calendar))
            .Select(assignment => assignment with { Number = next }).ToList();
        var run = state.Review.Run(ask.Step, ask.Round);
        var due = world.Calendar.Due(run?.OpenedAt ?? world.At, world.Stage(ask.Step).WorkingDays).ToUniversalTime();
        IEnumerable<Fact> begun = run is { Due: not null } ? [] : [new StageOpened(ask.Step, ask.Round, 1, due)];
        var open = (run ?? new StageRun(ask.Step, ask.Round, StageRunState.Open, world.At)) with
        {
            State = StageRunState.Open, Due = run?.Due ?? due,
        };
        return Change.To(
            With(state, opened, open), Actor,
            [.. begun, .. opened.Select(OpenAssignments.Fact), .. PassAbsence.Facts(opened, inOrder, day)]);
    }

    private static Change<VisitState> Escalate(VisitState state, Ask ask, VisitWorld world)
    {
        var plan = PlanOf(state, ask, world);
        var waiting = PassAbsence.InOffice(
            ChoosePeople.InOrder(world.Staff.With(plan.Roles, plan.District), plan, ask, state.Review.Assignments),
            BeijingTime.Day(world.At));
        var changes = EscalateAssignments.Decide(state.Review.Assignments, ask, world.Staff.All, waiting, world.At);
        return Change.To(
            With(state, [.. changes.SelectMany(change => change.Next)], null), Actor, changes.Select(change => change.Fact));
    }

    /// <summary>Recorded once; tried again daily.</summary>
    private static Change<VisitState> Block(VisitState state, Ask ask, DateTimeOffset at)
    {
        var run = state.Review.Run(ask.Step, ask.Round);
        if (run is { State: StageRunState.Blocked }) return Change.None(state);
        var blocked = (run ?? new StageRun(ask.Step, ask.Round, StageRunState.Blocked, at)) with { State = StageRunState.Blocked };
        return Change.To(With(state, [], blocked), Actor, new AssignmentsBlocked(ask.Step, ask.Round, 1, 0));
    }

    private static AskPlan PlanOf(VisitState state, Ask ask, VisitWorld world)
    {
        var plan = Plan(world.Stage(ask.Step), ask, StagePlan.Of(state.Review, world.Definition, ask));
        // Whoever is in charge stays it; whoever let the time pass is not asked first.
        return state.Current(ask.Step, ask.Round) is { } current
            ? plan with { Preferred = new HashSet<string> { current.Officer } } : plan with { Preferred = new HashSet<string>() };
    }

    private static VisitState With(VisitState state, IReadOnlyCollection<Assignment> assignments, StageRun? run)
    {
        var review = state.Review with { Assignments = state.Review.Assignments.With(assignments) };
        return state with { Review = run is null ? review : review.With(run) };
    }
}
