using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

/// <summary>Whom a question goes to when the people in turn are out of office.</summary>
public sealed class PassAbsenceTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Decide_EveryoneInOffice_KeepsTheOrder() => Assert.Equal(["a", "b", "c"], Decide(2, Here("a", "c"), Here("b"), Here("c")));

    [Fact]
    public void Decide_Away_GoesToTheDelegate() => Assert.Equal(["c", "a", "b"], Decide(1, Away("a", "c"), Here("b"), Here("c")));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-3, 0, true)]
    [InlineData(0, 3, true)]
    [InlineData(1, 3, false)]
    [InlineData(-3, -1, false)]
    public void Decide_DaysOutOfOffice_AreInclusive(int from, int to, bool isAway) => Assert.Equal(
        isAway ? "b" : "a",
        Decide(1, Here("a", "b") with { AwayFrom = Day.AddDays(from), AwayTo = Day.AddDays(to) }, Here("b"))[0]);

    [Fact]
    public void Decide_DelegateIsAwayToo_GoesToTheDelegatesDelegate() =>
        Assert.Equal("c", Decide(1, Away("a", "b"), Away("b", "c"), Here("c"))[0]);

    [Fact]
    public void Decide_ChainLoops_StaysWithThePerson() => Assert.Equal("a", Decide(1, Away("a", "b"), Away("b", "a"), Here("c"))[0]);

    [Fact]
    public void Decide_ChainEndsWithSomeoneAway_StaysWithThePerson() => Assert.Equal("a", Decide(1, Away("a", "b"), Away("b"), Here("c"))[0]);

    [Fact]
    public void Decide_DelegateMayNotBeAsked_StaysWithThePerson() => Assert.Equal("a", Decide(1, Away("a", "x"), Here("b"))[0]);

    [Fact]
    public void Decide_DelegateIsAskedAlready_StaysWithThePerson() => Assert.Equal(["a", "b"], Decide(2, Away("a", "b"), Here("b")));

    [Fact]
    public void Decide_TwoWithOneDelegate_AsksNoOneTwice() =>
        Assert.Equal(["d", "b"], Decide(2, Away("a", "d"), Away("b", "d"), Here("c"), Here("d")).Take(2));

    [Fact]
    public void Facts_NameWhoIsAwayAndWhoIsAskedInstead()
    {
        IReadOnlyList<StaffMember> inOrder = [Away("a", "c"), Away("b"), Here("c")];
        var facts = PassAbsence.Facts([Assignment(1, "c"), Assignment(2, "b")], inOrder, Day);

        Assert.Equal(
            [
                new AssigneeAway(Assignment(1).Id, "Lunch", 0, "a", "c"),
                new AssigneeAway(Assignment(2).Id, "Lunch", 0, "b", null),
            ],
            facts);
    }

    [Fact]
    public void InOffice_SomeAway_LeavesThemOut()
    {
        Assert.Equal(["b"], PassAbsence.InOffice([Away("a"), Here("b")], Day).Select(member => member.Id));
        Assert.Equal(["a"], PassAbsence.InOffice([Away("a")], Day).Select(member => member.Id));
    }

    private static List<string> Decide(int count, params IReadOnlyList<StaffMember> inOrder) =>
        [.. PassAbsence.Decide(inOrder, count, Day).Select(member => member.Id)];

    private static StaffMember Here(string id, string? standIn = null) => Member(id, standIn: standIn);

    private static StaffMember Away(string id, string? standIn = null) => Here(id, standIn) with { AwayFrom = Day, AwayTo = Day };
}
