using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class OpeningTests
{
    private static readonly IReadOnlyList<StaffMember> Three = [Member("a"), Member("b"), Member("c")];

    [Fact]
    public void Decide_EnoughPeople_OpensWithAssignmentsAndTimes()
    {
        // Monday 2 March 2026, 09:00 in Shenzhen.
        var change = Decide(State(), Request(), Three);

        var run = Assert.Single(change.Runs);
        Assert.Equal(BeijingTime.Deadline(new DateOnly(2026, 3, 5)), run.Reminder);
        Assert.Equal(BeijingTime.Deadline(new DateOnly(2026, 3, 9)), run.Due);
        Assert.Equal(BeijingTime.Deadline(new DateOnly(2026, 3, 12)), run.DelegateDue);
        Assert.Equal([1, 2, 3], change.Assignments.Select(assignment => assignment.Number));
        Assert.Equal(3, change.Assignments.Select(assignment => assignment.Assignee).Distinct().Count());
        Assert.Equal([nameof(StageOpened), .. Enumerable.Repeat(nameof(AssignmentOpened), 3)], change.Facts.Select(fact => fact.Type));
    }

    [Fact]
    public void Decide_AnotherTime_ChangesNothing() => Assert.Same(ReviewChange.None, Decide(State().After(Decide(State(), Request(), Three)), Request(), Three));

    [Fact]
    public void Decide_TooFewPeople_BlocksOnceAndOpensWhenThereAreEnough()
    {
        var blocked = Decide(State(), Request(), [Member("a"), Member("b")]);
        var state = State().After(blocked);

        Assert.Equal(nameof(StageBlocked), Assert.Single(blocked.Facts).Type);
        Assert.Same(ReviewChange.None, Decide(state, Request(), [Member("a"), Member("b")]));
        Assert.Equal(StageRunState.Open, Assert.Single(state.After(Decide(state, Request(), Three)).Runs).State);
    }

    [Theory]
    [InlineData(ApplicationStatus.Withdrawn)]
    [InlineData(ApplicationStatus.Returned)]
    public void Decide_NotUnderReview_ChangesNothing(ApplicationStatus status) =>
        Assert.Same(ReviewChange.None, Decide(State() with { Application = Applied with { Status = status } }, Request(), Three));

    [Fact]
    public void Decide_CompletenessWithoutPeople_ClosesByTheMachine()
    {
        var change = Decide(State(), Request(Machine), []);

        Assert.Equal(StageOutcome.Passed, Assert.Single(change.Runs).Result!.Outcome);
        Assert.Empty(change.Assignments);
        Assert.Equal([nameof(StageOpened), nameof(StageClosed)], change.Facts.Select(fact => fact.Type));
    }

    [Fact]
    public void Decide_CompletenessWithPeopleAndADocumentMissing_ReturnsBeforeAnyoneIsAsked()
    {
        var state = State() with { Application = Applied with { Slots = [Applied.Slots[0] with { Sha256 = null }, .. Applied.Slots.Skip(1)] } };
        var change = Decide(state, Request(Stage("Completeness", kind: StageKind.Completeness)), Three);

        var result = Assert.Single(change.Runs).Result!;
        Assert.Equal(StageOutcome.Returned, result.Outcome);
        Assert.Equal("plan", Assert.Single(result.Items).Document);
        Assert.Empty(change.Assignments);
    }

    [Theory]
    [InlineData("it", 1_000_000, StageOutcome.Passed)]
    [InlineData("it", 1_000_001, StageOutcome.Rejected)]
    [InlineData("it", 0, StageOutcome.Rejected)]
    [InlineData("biotech", 1_000_000, StageOutcome.Rejected)]
    public void MachineCheck_Eligibility_IsTheGuides(string sector, int amount, StageOutcome outcome) =>
        Assert.Equal(outcome, MachineCheck.Of(Applied with { Sector = sector, Amount = amount }, Request().Eligibility).Outcome);

    private static StageDefinition Machine => Stage("Completeness", assignees: 0, approvals: 0, role: null, kind: StageKind.Completeness);

    private static ReviewChange Decide(ReviewState state, StageRequest request, IReadOnlyList<StaffMember> candidates) =>
        Opening.Decide(state, request, candidates, WorkingCalendar.Official, Opened);
}
