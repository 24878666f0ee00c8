using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Overseeing;

public sealed class RemindNowTests
{
    private static readonly DateOnly Day = BeijingTime.Day(Monday);

    [Fact]
    public void Decide_SomeOpen_RemindsThoseAlone()
    {
        var change = RemindNow.Decide(
            Matter(Assignment(1, "a"), Assignment(2, "b", AssignmentState.Decided), Assignment(1, "c", ask: Lunch with { Round = 1 })), Day);

        Assert.Equal((1, Day), Assert.Single(change.Next) is var next ? (next.Number, next.Reminded!.Value) : default);
        Assert.Equal(
            (Assignment(1).Id, "a", Day),
            Assert.IsType<AssigneeReminded>(Assert.Single(change.Facts)) is var fact ? (fact.Assignment, fact.Assignee, fact.Day) : default);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void Decide_RemindedBefore_IsOncePerWorkingDay(int daysLater, int reminded) =>
        Assert.Equal(reminded, RemindNow.Decide(Matter(Assignment(1) with { Reminded = Day.AddDays(daysLater) }), Day).Facts.Count);

    [Theory]
    [InlineData(AssignmentState.Decided, null)]
    [InlineData(AssignmentState.Open, AssignmentProblems.StageClosed)]
    public void Decide_NoAnswerAwaited_IsClosed(AssignmentState state, string? closed) => Assert.Equal(
        AssignmentProblems.AssignmentClosed,
        Assert.Throws<ProblemException>(
            () => RemindNow.Decide(Matter(Assignment(1, state: state)) with { Closed = _ => closed }, Day)).Type);

    [Theory]
    [InlineData("2026-03-06T09:00:00+08:00", "2026-03-06")]
    [InlineData("2026-03-06T23:59:00+08:00", "2026-03-06")]
    [InlineData("2026-03-07T00:00:00+08:00", "2026-03-09")]
    [InlineData("2026-03-09T00:00:00+08:00", "2026-03-09")]
    public void DayOf_WorkingDayOrNot_IsItOrTheNext(string at, string day) => Assert.Equal(
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
        RemindNow.DayOf(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), WorkingCalendar.Official));

    private static AskedMatter Matter(params IReadOnlyList<Assignment> assignments) =>
        new(Lunch, assignments, () => [], _ => null, _ => true, _ => false);
}
