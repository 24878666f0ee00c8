using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>The directory and the calendar, as a decision is given them.</summary>
public sealed record PanelWorld(ProgrammeDefinition Definition, StaffDirectory Staff, WorkingCalendar Calendar, DateTimeOffset At)
{
    /// <summary>As they were read for the decision; null where the panel's own count.</summary>
    public ApplicantTies? Ties { get; init; }
}

/// <summary>Fills the panel's seats: whom to ask first, who follows one with a conflict, and one whose time is over.</summary>
public static class ChooseExperts
{
    /// <summary>Whom the panel may ask: the plan of a stage without those of whom a conflict is declared or known.</summary>
    /// <remarks>Nor those who have not accepted the agreement of the year, where panels need it.</remarks>
    public static AskPlan Plan(PanelState state, AskPlan plan, Ask ask, StaffDirectory staff)
    {
        var (experts, ties) = (staff.With(plan.Roles, plan.District), state.TiesOf(ask.Step, ask.Round) ?? ApplicantTies.None);
        return plan with
        {
            Excluded = plan.Excluded
                .Union(state.Declarations.Where(declaration => declaration.Conflict is not null).Select(declaration => declaration.Person))
                .Union(FindConflicts.Among(experts, state.Review.Application.Organisations, ties))
                .Union(experts.Where(ties.LacksAgreement).Select(expert => expert.Id))
                .ToHashSet(),
            // Who may not be asked any more is replaced as everyone else is.
            Preferred = plan.Preferred.Union(state.WaitOf(ask.Step, ask.Round)?.Experts ?? []).ToHashSet(),
        };
    }

    /// <summary>Opens the panel with all its experts, or records once that too few may be asked.</summary>
    public static (PanelState Next, IReadOnlyList<Fact> Facts) Open(PanelState state, PanelDefinition panel, Ask ask, PanelWorld world)
    {
        var (plan, waiting) = Waiting(state, ask, world);
        if (waiting.Count < panel.Assignees) return Blocked(state, ask, world.At, panel.Assignees, waiting.Count);
        var due = world.Calendar.Due(world.At, panel.WorkingDays);
        var day = BeijingTime.Day(world.At);
        var asked = PassAbsence.Decide(waiting, panel.Assignees, day).Take(panel.Assignees)
            .Select((member, index) => PanelTimes.Declaration(ask, index + 1, member.Id, plan.About, panel, world.At, world.Calendar))
            .ToList();
        var run = new StageRun(ask.Step, ask.Round, StageRunState.Open, world.At) { Due = due };
        return (With(state, asked, run),
        [
            new StageOpened(ask.Step, ask.Round, asked.Count, due), .. asked.Select(OpenAssignments.Fact),
            .. PassAbsence.Facts(asked, waiting, day),
        ]);
    }

    /// <summary>Passes on what is overdue and fills empty seats, as far as there are people.</summary>
    public static (PanelState Next, IReadOnlyList<Fact> Facts) Fill(PanelState state, PanelDefinition panel, Ask ask, PanelWorld world)
    {
        var (plan, inOrder) = Waiting(state, ask, world);
        var waiting = PassAbsence.InOffice(inOrder, BeijingTime.Day(world.At)).ToList();
        var (facts, changed) = (new List<Fact>(), new List<Assignment>());
        var all = Of(state, ask);
        var number = all.Max(assignment => assignment.Number);
        foreach (var overdue in all.Where(each => each.State == AssignmentState.Open && each.Due <= world.At))
        {
            var successor = ChoosePeople.Delegate(world.Staff.Find(overdue.Assignee), waiting);
            if (successor is not null)
            {
                var next = Next(successor) with { Replaces = overdue.Number };
                changed.AddRange([overdue with { State = AssignmentState.Escalated }, next]);
                facts.Add(new AssignmentEscalated(
                    overdue.Id, ask.Step, ask.Round, overdue.Assignee, next.Assignee, next.Id, next.Due));
            }
            else if (overdue.Due < overdue.Lapses)
            {
                changed.Add(overdue with { Due = overdue.Lapses });
                facts.Add(new AssignmentEscalated(overdue.Id, ask.Step, ask.Round, overdue.Assignee, null, null, overdue.Lapses));
            }
            else
            {
                changed.Add(overdue with { State = AssignmentState.Lapsed });
                facts.Add(LapseAssignments.Fact(overdue, null));
            }
        }

        var passed = With(state, changed);
        for (var empty = panel.Assignees - Active(passed, ask); empty > 0 && waiting.Count > 0; empty--)
        {
            var next = Next(waiting[0]);
            changed.Add(next);
            facts.Add(OpenAssignments.Fact(next));
        }

        var filled = With(state, changed);
        var run = filled.Review.Run(ask.Step, ask.Round)!;
        if (Active(filled, ask) >= panel.Quorum) return run.State == StageRunState.Blocked && facts.Count > 0
            ? (With(filled, [], run with { State = StageRunState.Open }), facts) : (filled, facts);
        var (blocked, notice) = Blocked(filled, ask, world.At, panel.Quorum, Active(filled, ask));
        return (blocked, [.. facts, .. notice]);

        Assignment Next(StaffMember member)
        {
            waiting.Remove(member);
            return PanelTimes.Declaration(ask, ++number, member.Id, plan.About, panel, world.At, world.Calendar);
        }
    }

    /// <summary>Passes the seat of a person who left to the delegate or the next, as an overdue one.</summary>
    /// <param name="ask">By which experts declare.</param>
    public static (PanelState Next, IReadOnlyList<Fact> Facts) PassOn(
        PanelState state, PanelDefinition panel, Ask ask, string person, PanelWorld world)
    {
        var (plan, inOrder) = Waiting(state, ask, world);
        var seats = Of(state, ask);
        var passed = PassLeaver.Decide(
            seats, person, world.Staff.All, PassAbsence.InOffice(inOrder, BeijingTime.Day(world.At)),
            (left, successor) => PanelTimes.Declaration(
                ask, seats.Max(seat => seat.Number) + 1, successor.Id, plan.About, panel, world.At, world.Calendar) with
            {
                Replaces = left.Number,
            });
        return passed is var (next, fact) ? (With(state, next), [fact]) : (state, []);
    }

    /// <summary>Experts who score, or may still.</summary>
    public static int Active(PanelState state, Ask ask) =>
        Of(state, ask).Count(each => each.State == AssignmentState.Open) + state.SheetsOf(ask.Step, ask.Round).Count;

    /// <summary>Both questions of a panel.</summary>
    public static IReadOnlyList<Assignment> Of(PanelState state, Ask ask) =>
    [
        .. state.Review.AssignmentsOf(ask.Step, ask.Round)
            .Where(assignment => assignment.Ask.Kind is PanelTimes.Declaring or PanelTimes.Scored),
    ];

    private static (AskPlan Plan, IReadOnlyList<StaffMember> InOrder) Waiting(PanelState state, Ask ask, PanelWorld world)
    {
        var plan = Plan(state, StagePlan.Of(state.Review, world.Definition, ask), ask, world.Staff);
        return (plan, ChoosePeople.InOrder(world.Staff.With(plan.Roles, plan.District), plan, ask, state.Review.Assignments));
    }

    private static (PanelState, IReadOnlyList<Fact>) Blocked(PanelState state, Ask ask, DateTimeOffset at, int needed, int eligible)
    {
        var run = state.Review.Run(ask.Step, ask.Round);
        if (run is { State: StageRunState.Blocked }) return (state, []);
        run = (run ?? new StageRun(ask.Step, ask.Round, StageRunState.Blocked, at)) with { State = StageRunState.Blocked };
        return (With(state, [], run), [new AssignmentsBlocked(ask.Step, ask.Round, needed, eligible)]);
    }

    private static PanelState With(PanelState state, IReadOnlyCollection<Assignment> assignments, StageRun? run = null)
    {
        var review = state.Review with { Assignments = state.Review.Assignments.With(assignments) };
        return state with { Review = run is null ? review : review.With(run) };
    }
}
