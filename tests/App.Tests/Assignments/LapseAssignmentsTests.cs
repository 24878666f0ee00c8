using FunctionsApp.Assignments;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class LapseAssignmentsTests
{
    [Fact]
    public void Decide_StillOpen_Lapses()
    {
        var lapsed = LapseAssignments.Decide(
            [Assignment(1, state: AssignmentState.Escalated), Assignment(2), Assignment(3, state: AssignmentState.Decided), Assignment(1, ask: Lunch with { Round = 1 })],
            
            Lunch);

        Assert.Equal(
            (2, AssignmentState.Lapsed), Assert.Single(lapsed) is var assignment ? (assignment.Number, assignment.State) : default);
    }

    [Fact]
    public void Decide_AnotherTime_ChangesNothing() =>
        Assert.Empty(LapseAssignments.Decide(LapseAssignments.Decide([Assignment(1)], Lunch), Lunch));
}
