using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.People;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

/// <summary>What happens to the open assignments of a person who leaves.</summary>
public sealed class PassLeaverTests
{
    private static readonly Ladder Times = Week.Start(Monday, WorkingCalendar.Official);
    private static readonly DateTimeOffset Later = Monday.AddHours(1);
    private readonly AskingBench bench = new(Monday, Kind, PersonAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Decide_DelegateAtHand_PassesAtOnceUntilItLapses()
    {
        var (after, facts) = Pass("a", [Assignment(1, "a"), Assignment(2, "b")], Member("a", standIn: "d"), Member("b"), Member("c"), Member("d"));

        Assert.Equal(
            [AssignmentState.Escalated, AssignmentState.Open, AssignmentState.Open], after.Select(assignment => assignment.State));
        Assert.Equal(
            (3, "d", 1, Later, Times.Lapse, Times.Lapse),
            (after[2].Number, after[2].Assignee, after[2].Replaces, after[2].OpenedAt, after[2].Due, after[2].Lapses));
        Assert.Equal(("a", "d", after[2].Id), Assert.Single(facts) is var fact ? (fact.From, fact.To, fact.Replacement) : default);
    }

    [Fact]
    public void Decide_SuccessorLeaves_TakesAnotherFreeNumber()
    {
        StaffMember[] staff = [Member("a", standIn: "d"), Member("b"), Member("c"), Member("d")];
        var (first, _) = Pass("a", [Assignment(1, "a"), Assignment(2, "b")], staff);
        var (second, _) = Pass("d", first, staff);

        Assert.Equal([1, 2, 3, 4], second.Select(assignment => assignment.Number));
        Assert.Equal(("c", 3), (second[3].Assignee, second[3].Replaces));
    }

    [Fact]
    public void Decide_NoSuccessor_StaysAndIsListedOnce()
    {
        var (after, facts) = Pass("a", [Assignment(1, "a")], Member("a"));

        Assert.Equal((AssignmentState.Open, true, Times.Due), (Assert.Single(after).State, after[0].IsUnassigned, after[0].Due));
        Assert.Null(Assert.Single(facts).To);
        Assert.Empty(Pass("a", after, Member("a")).Facts);
    }

    [Fact]
    public void Decide_SuccessorComesLater_TakesOverFromTheList()
    {
        var (listed, _) = Pass("a", [Assignment(1, "a")], Member("a"));
        var (after, _) = Pass("a", listed, Member("a"), Member("b"));

        Assert.Equal(("b", false), (after[1].Assignee, after[1].IsUnassigned));
    }

    [Theory]
    [InlineData(AssignmentState.Decided)]
    [InlineData(AssignmentState.Escalated)]
    [InlineData(AssignmentState.Lapsed)]
    [InlineData(AssignmentState.Cancelled)]
    public void Decide_WhatIsNotOpen_Stays(AssignmentState state) =>
        Assert.Empty(Pass("a", [Assignment(1, "a", state)], Member("a"), Member("b")).Facts);

    [Fact]
    public async Task Pass_OfAPersonWhoLeft_MovesTheInboxLineAndMailsOnce()
    {
        var leavers = await AskedAsync(Person("a") with { Delegate = "c" }, Person("b"), Person("c"));
        await LeaveAsync("a");

        await leavers.PassAsync("a", Cancellation);
        await leavers.PassAsync("a", Cancellation);

        Assert.Empty(await bench.InboxAsync("a"));
        Assert.Equal([AssignmentId.Of(Lunch, 2)], await bench.InboxAsync("c"));
        Assert.Equal(["assignment-opened a", "assignment-escalated c"], bench.Mailed.Distinct());
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentPassedOn));
        Assert.Empty(await UnassignedAsync());
    }

    [Fact]
    public async Task Pass_WithoutASuccessor_IsListedUntilSomeoneTakesOver()
    {
        var leavers = await AskedAsync(Person("a"));
        await LeaveAsync("a");
        await leavers.PassAsync("a", Cancellation);

        Assert.Equal([(AssignmentId.Of(Lunch, 1), "a")], (await UnassignedAsync()).Select(line => (line.Id, line.Assignee)));
        Assert.Single(await bench.InboxAsync("a"));

        await Leavers(Person("a"), Person("b")).PassAsync("a", Cancellation);

        Assert.Empty(await UnassignedAsync());
        Assert.Single(await bench.InboxAsync("b"));
    }

    [Fact]
    public async Task Pass_OfAPersonWhoIsBack_ChangesNothing()
    {
        var leavers = await AskedAsync(Person("a"), Person("b"));

        await leavers.PassAsync("a", Cancellation);

        Assert.Single(await bench.InboxAsync("a"));
    }

    private static StaffMember Person(string id) => Member(id);

    private static (IReadOnlyList<Assignment> After, IReadOnlyList<AssignmentPassedOn> Facts) Pass(
        string person, IReadOnlyList<Assignment> assignments, params StaffMember[] staff)
    {
        var inOrder = ChoosePeople.InOrder(staff, Plan(), Lunch, assignments);
        var passed = PassLeaver.Decide(assignments.Of(Lunch), person, staff, inOrder, PassLeaver.ByEscalation(assignments.Of(Lunch), Later));
        return passed is var (next, fact) ? ([.. assignments.With([.. next]).OrderBy(each => each.Number)], [fact]) : (assignments, []);
    }

    /// <summary>One of them was asked: a.</summary>
    private async Task<PassLeavers> AskedAsync(params StaffMember[] staff)
    {
        await bench.Store.HoldAsync();
        var question = new PollQuestion(bench.Tools(staff), Plan(1) with { Preferred = new HashSet<string> { "a" } });
        await new OpenAssignmentsActivity(new Questions([question])).RunAsync(new AskAt(Lunch, Monday), Cancellation);
        return Leavers(staff);
    }

    private PassLeavers Leavers(params StaffMember[] staff) => new(
        new Questions([new PollQuestion(bench.Tools(staff), Plan(1))]), bench.Lists, Desk(staff));

    private Task LeaveAsync(string person) => Desk(Person(person)).LeaveAsync(person, "admin", default, Cancellation);

    private PeopleDesk Desk(params StaffMember[] staff)
    {
        var directory = AskingBench.Directory(staff);
        return new PeopleDesk(bench.Store, directory, new PeopleRegister(bench.Lists, directory, bench.Time));
    }

    private async Task<IReadOnlyList<UnassignedLine>> UnassignedAsync() => (await bench.Lists.ReadPageAsync(
        AssignmentIndex.Unassigned, AssignmentIndex.Everyone, null, 10, Cancellation)).Items;
}
