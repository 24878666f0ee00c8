using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class OverdueTests
{
    private static readonly DateTimeOffset Late = Run().Due;

    [Fact]
    public void Escalate_OneUndecided_PassesToTheNamedDelegate()
    {
        var state = State([Assignment(1, "a"), Assignment(2, "b", AssignmentState.Decided)], null, Run());
        var change = Overdue.Escalate(state, Stage(assignees: 2), 0, [Member("a", standIn: "d"), Member("b"), Member("c"), Member("d")], Late);

        var after = state.After(change).AssignmentsOf("Panel", 0);
        Assert.Equal([AssignmentState.Escalated, AssignmentState.Decided, AssignmentState.Open], after.Select(assignment => assignment.State));
        Assert.Equal(("d", 1, Run().DelegateDue), (after[2].Assignee, after[2].Replaces, after[2].Due));
        Assert.Equal(nameof(AssignmentEscalated), Assert.Single(change.Facts).Type);
    }

    [Fact]
    public void Escalate_TwoWithTheSameDelegate_AsksTwoPeople()
    {
        var state = State([Assignment(1, "a"), Assignment(2, "b")], null, Run());
        var change = Overdue.Escalate(state, Stage(assignees: 2), 0, [Member("a", standIn: "d"), Member("b", standIn: "d"), Member("c"), Member("d")], Late);

        Assert.Equal(["c", "d"], change.Assignments.Where(assignment => assignment.Replaces is not null).Select(assignment => assignment.Assignee).Order());
    }

    [Fact]
    public void Escalate_NobodyLeft_GivesTheAssigneeTheDelegatesTime()
    {
        var state = State([Assignment(1, "a")], null, Run());
        var change = Overdue.Escalate(state, Stage(assignees: 1), 0, [Member("a")], Late);

        Assert.Equal((AssignmentState.Open, Run().DelegateDue), (Assert.Single(change.Assignments).State, change.Assignments[0].Due));
    }

    [Fact]
    public void Escalate_AnotherTime_ChangesNothing()
    {
        var state = State([Assignment(1, "a"), Assignment(2, "b")], null, Run());
        var candidates = new[] { Member("a"), Member("b"), Member("c") };
        state = state.After(Overdue.Escalate(state, Stage(assignees: 2), 0, candidates, Late));

        Assert.Empty(Overdue.Escalate(state, Stage(assignees: 2), 0, candidates, Late).Facts);
    }

    [Fact]
    public void Lapse_StillOpen_CountsByThePolicy()
    {
        var state = State([Assignment(1, "a", AssignmentState.Escalated), Assignment(2, "b")], null, Run());
        var stage = Stage(assignees: 1, approvals: 1, undecided: UndecidedPolicy.Approve);
        state = state.After(Overdue.Lapse(state, stage, 0));

        Assert.Equal([AssignmentState.Escalated, AssignmentState.Lapsed], state.AssignmentsOf("Panel", 0).Select(assignment => assignment.State));
        Assert.Equal(StageOutcome.Passed, Assert.Single(Closing.Decide(state, stage, 0).Runs).Result!.Outcome);
    }

    [Fact]
    public void Close_NoOutcomeYet_Waits() => Assert.Same(ReviewChange.None, Closing.Decide(State([Assignment(1)], null, Run()), Stage(assignees: 1, approvals: 1), 0));

    [Fact]
    public void Close_Returned_CancelsWhatIsOpenAndKeepsTheItems()
    {
        var state = State([Assignment(1, state: AssignmentState.Decided), Assignment(2)], [Decision(1, DecisionKind.Return, new ReturnItem("plan", "x"))], Run());
        var change = Closing.Decide(state, Stage(), 0);

        Assert.Equal(new ReturnItem("plan", "x"), Assert.Single(Assert.Single(change.Runs).Result!.Items));
        Assert.Equal((2, AssignmentState.Cancelled), (Assert.Single(change.Assignments).Number, change.Assignments[0].State));
        Assert.Same(ReviewChange.None, Closing.Decide(state.After(change), Stage(), 0));
    }

    [Fact]
    public void Close_Withdrawn_IsTheOutcomeWhateverWasDecided()
    {
        var state = State([Assignment(1, state: AssignmentState.Decided)], [Decision(1, DecisionKind.Approve)], Run());
        var withdrawn = state with { Application = Applied with { Status = ApplicationStatus.Withdrawn } };

        Assert.Equal(StageOutcome.Withdrawn, Assert.Single(Closing.Decide(withdrawn, Stage(assignees: 1, approvals: 1), 0).Runs).Result!.Outcome);
    }
}
