using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class CloseStageTests
{
    private static readonly StageClosed Closed = new("Panel", 0, StageOutcome.Passed, 1, 0, 0, 0);

    [Fact]
    public void Decide_OpenAssignments_AreCancelledAndOthersKeepWhatTheyAre()
    {
        var state = State(
            [Assignment(1, state: AssignmentState.Decided), Assignment(2), Assignment(3, state: AssignmentState.Escalated), Assignment(1, round: 1)],
            
            null, Run());
        var change = CloseStage.Decide(state, Run(), new StageEnd(StageOutcome.Passed, [], Closed), "actor");

        Assert.Equal(
            [AssignmentState.Decided, AssignmentState.Cancelled, AssignmentState.Escalated],
            change.Next.AssignmentsOf("Panel", 0).Select(assignment => assignment.State));
        Assert.Equal(AssignmentState.Open, change.Next.AssignmentsOf("Panel", 1)[0].State);
        Assert.Equal(("actor", Closed), Assert.Single(change.Facts) is var fact ? (fact.Actor, fact.Fact) : default);
    }

    [Fact]
    public void Decide_Items_AreKeptForTheReturnAndNoneOtherwise()
    {
        var returned = CloseStage.Decide(
            State(), Run(), new StageEnd(StageOutcome.Returned, [new ReturnItem("plan", "x")], Closed), "actor").Next.Run("Panel", 0)!;
        var passed = CloseStage.Decide(State(), Run(), new StageEnd(StageOutcome.Passed, [], Closed), "actor").Next.Run("Panel", 0)!;

        Assert.Equal(
            (StageRunState.Closed, StageOutcome.Returned, new ReturnItem("plan", "x")),
            (returned.State, returned.Outcome!.Value, Assert.Single(returned.Items!)));
        Assert.Equal((StageRunState.Closed, StageOutcome.Passed, null), (passed.State, passed.Outcome!.Value, passed.Items));
    }
}
