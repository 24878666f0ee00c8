using FunctionsApp.Assignments;
using FunctionsApp.City;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class OpenAssignmentsTests
{
    private static readonly Ladder Times = Week.Start(Monday, WorkingCalendar.Official);

    [Fact]
    public void Decide_EnoughPeople_AsksTheFirstInOrderWithTheTimes()
    {
        var opened = OpenAssignments.Decide(Lunch, Plan(2), Times, [Member("c"), Member("a"), Member("b")], Monday);

        Assert.Equal([(1, "c"), (2, "a")], opened.Select(assignment => (assignment.Number, assignment.Assignee)));
        Assert.All(opened, assignment => Assert.Equal(
            (Monday, Times.Due, Times.Lapse, AssignmentState.Open, (int?)null),
            (assignment.OpenedAt, assignment.Due, assignment.Lapses, assignment.State, assignment.Replaces)));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 0)]
    public void Decide_Count_IsEveryoneOrNobody(int count, int asked) =>
        Assert.Equal(asked, OpenAssignments.Decide(Lunch, Plan(count), Times, [Member("a"), Member("b")], Monday).Count);
}
