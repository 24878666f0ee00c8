using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class EscalateAssignmentsTests
{
    private static readonly DateTimeOffset Late = Assignment(1).Due;
    private static readonly DateTimeOffset Lapses = Assignment(1).Lapses;

    [Fact]
    public void Decide_OneUndecided_PassesToTheNamedDelegate()
    {
        var (after, facts) = Escalate(
            [Assignment(1, "a"), Assignment(2, "b", AssignmentState.Decided)], Member("a", standIn: "d"), Member("b"), Member("c"),
            Member("d"));

        Assert.Equal(
            [AssignmentState.Escalated, AssignmentState.Decided, AssignmentState.Open], after.Select(assignment => assignment.State));
        Assert.Equal((3, "d", 1, Late, Lapses), (after[2].Number, after[2].Assignee, after[2].Replaces, after[2].OpenedAt, after[2].Due));
        Assert.Equal(
            ("a", "d", after[2].Id, Lapses),
            Assert.Single(facts) is var fact ? (fact.From, fact.To, fact.Replacement, fact.Due) : default);
    }

    [Fact]
    public void Decide_TwoWithTheSameDelegate_AsksTwoPeople()
    {
        var (after, _) = Escalate(
            [Assignment(1, "a"), Assignment(2, "b")], Member("a", standIn: "d"), Member("b", standIn: "d"), Member("c"), Member("d"));

        Assert.Equal(
            ["c", "d"], after.Where(assignment => assignment.Replaces is not null).Select(assignment => assignment.Assignee).Order());
    }

    [Fact]
    public void Decide_NobodyLeft_GivesTheAssigneeTheDelegatesTime()
    {
        var (after, facts) = Escalate([Assignment(1, "a")], Member("a"));

        Assert.Equal((AssignmentState.Open, Lapses), (Assert.Single(after).State, after[0].Due));
        Assert.Equal((null, null), Assert.Single(facts) is var fact ? (fact.To, fact.Replacement) : ("", ""));
    }

    [Fact]
    public void Decide_NumberTakenByOneHandedOver_TakesTheNext()
    {
        var (after, _) = Escalate(
            [
                Assignment(1, "a"), Assignment(2, "b", AssignmentState.HandedOver),
                Assignment(3, "c", AssignmentState.Decided) with { GivenBy = 2 },
            ],
            Member("d"));

        Assert.Equal((4, "d", 1), (after[^1].Number, after[^1].Assignee, after[^1].Replaces));
    }

    [Fact]
    public void Decide_OneThatWasHandedOver_PassesOnAsOneThatWasNot()
    {
        var (after, _) = Escalate(
            [Assignment(1, "a", AssignmentState.HandedOver), Assignment(2, "b") with { GivenBy = 1 }], Member("b"), Member("c"));

        Assert.Equal((3, "c", 2, null), (after[^1].Number, after[^1].Assignee, after[^1].Replaces, after[^1].GivenBy));
    }

    [Fact]
    public void Decide_AnotherTime_ChangesNothing()
    {
        StaffMember[] candidates = [Member("a"), Member("b"), Member("c")];
        var (after, _) = Escalate([Assignment(1, "a"), Assignment(2, "b")], candidates);

        Assert.Empty(Escalate(after, candidates).Facts);
    }

    [Fact]
    public void Decide_NoDelegateInTheLadder_ChangesNothing() =>
        Assert.Empty(Escalate([Assignment(1, "a") with { Due = Lapses }], Member("a"), Member("b")).Facts);

    [Fact]
    public void Decide_OtherQuestion_IsLeftAlone() =>
        Assert.Empty(
            Escalate(
                [Assignment(1, "a", ask: Lunch with { Round = 1 }), Assignment(1, "b", ask: Lunch with { Kind = "declaration" })],
                Member("a"), Member("c")).Facts);

    private static (IReadOnlyList<Assignment> After, IReadOnlyList<AssignmentEscalated> Facts) Escalate(
        IReadOnlyList<Assignment> assignments, params IReadOnlyList<StaffMember> candidates)
    {
        var changes = EscalateAssignments.Decide(
            assignments, Lunch, candidates, ChoosePeople.InOrder(candidates, Plan(), Lunch, assignments), Late);
        var after = assignments.With([.. changes.SelectMany(change => change.Next)]);
        return ([.. after.OrderBy(assignment => assignment.Number)], [.. changes.Select(change => change.Fact)]);
    }
}
