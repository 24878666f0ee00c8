using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Overseeing;

public sealed class TakeOffAssigneeTests
{
    [Fact]
    public void Decide_OthersSuffice_TakesTheOneOff()
    {
        var change = Decide(true, Assignment(1, "a"), Assignment(2, "b"));

        Assert.Equal((1, AssignmentState.TakenOff), Assert.Single(change.Next) is var next ? (next.Number, next.State) : default);
        Assert.Equal(new AssigneeTakenOff(Assignment(1).Id, "Lunch", 0, "a"), Assert.Single(change.Facts));
    }

    [Fact]
    public void Decide_TakenOffAlready_ChangesNothing() =>
        Assert.Same(AskedChange.None, Decide(false, Assignment(1, "a", AssignmentState.TakenOff)));

    [Fact]
    public void Decide_OthersDoNotSuffice_IsRefused() => Refused(AssignmentProblems.CannotTakeOff, false, Assignment(1, "a"));

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.HandedOver)]
    [InlineData(AssignmentState.Lapsed)]
    public void Decide_NotOpenAnyMore_IsClosed(AssignmentState state) =>
        Refused(AssignmentProblems.AssignmentClosed, true, Assignment(1, "a", state));

    [Fact]
    public void Decide_NoSuchAssignment_IsNotFound() => Refused(PlatformProblems.NotFound, true, Assignment(2, "b"));

    private static AskedChange Decide(bool mayGo, params IReadOnlyList<Assignment> assignments) => TakeOffAssignee.Decide(
        new AskedMatter(Lunch, assignments, () => [], _ => null, _ => true, _ => mayGo), IdOf(Assignment(1)));

    private static void Refused(ProblemType type, bool mayGo, params IReadOnlyList<Assignment> assignments) =>
        Assert.Equal(type, Assert.Throws<ProblemException>(() => Decide(mayGo, assignments)).Type);
}
