using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>What happens to assignments that are left undecided.</summary>
public static class Overdue
{
    /// <summary>Passes each open assignment whose time is over to a delegate, who has the stage's DelegateWorkingDays.</summary>
    /// <param name="candidates">Staff with the stage's role and district.</param>
    public static ReviewChange Escalate(ReviewState state, StageDefinition stage, int round, IReadOnlyList<StaffMember> candidates, DateTimeOffset at)
    {
        if (state.Application.IsOver || state.Run(stage.Name, round) is not { State: StageRunState.Open } run) return ReviewChange.None;
        var waiting = Assigning.InOrder(Assigning.Eligible(candidates, state, stage.Name, round), state, stage.Name).ToList();
        var (facts, assignments) = (new List<NewFact>(), new List<Assignment>());
        // Those of delegates, and those that nobody could take over, are due later: escalating twice changes nothing.
        foreach (var overdue in state.AssignmentsOf(stage.Name, round).Where(assignment => assignment.State == AssignmentState.Open && assignment.Due <= run.Due))
        {
            var successor = Assigning.Delegate(candidates.FirstOrDefault(member => member.Id == overdue.Assignee), waiting);
            if (successor is null)
            {
                assignments.Add(overdue with { Due = run.DelegateDue });
                facts.Add(Fact(overdue, null, null, run.DelegateDue));
                continue;
            }

            waiting.Remove(successor);
            var replacement = overdue with
            {
                Number = overdue.Number + stage.Assignees, Assignee = successor.Id, OpenedAt = at, Due = run.DelegateDue, Replaces = overdue.Number,
            };
            assignments.Add(overdue with { State = AssignmentState.Escalated });
            assignments.Add(replacement);
            facts.Add(Fact(overdue, successor.Id, replacement.Id, run.DelegateDue));
        }

        return new ReviewChange(facts, [], assignments);
    }

    /// <summary>Ends the waiting: what is still open counts by the stage's policy from now on.</summary>
    public static ReviewChange Lapse(ReviewState state, StageDefinition stage, int round)
    {
        if (state.Application.IsOver || state.Run(stage.Name, round) is not { State: StageRunState.Open }) return ReviewChange.None;
        var open = state.AssignmentsOf(stage.Name, round).Where(assignment => assignment.State == AssignmentState.Open).ToList();
        return new ReviewChange(
            [
                .. open.Select(assignment => new NewFact(nameof(AssignmentLapsed), nameof(LapseActivity),
                    new AssignmentLapsed(assignment.Id, stage.Name, round, assignment.Assignee, stage.Undecided))),
            ],
            [],
            [.. open.Select(assignment => assignment with { State = AssignmentState.Lapsed })]);
    }

    private static NewFact Fact(Assignment overdue, string? to, string? replacement, DateTimeOffset due) => new(
        nameof(AssignmentEscalated), nameof(EscalateActivity),
        new AssignmentEscalated(overdue.Id, overdue.Stage, overdue.Round, overdue.Assignee, to, replacement, due));
}
