using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class ChoosePeopleTests
{
    [Theory]
    [InlineData("91440300MA5EXA1291")]
    [InlineData("91440300ma5exa1291")]
    [InlineData(" 9144 0300 MA5EXA129\u200B1")]
    public void InOrder_ExcludedOrganisationHoweverTyped_IsNeverAsked(string typed) => Assert.Equal(
        ["b", "c"],
        Ids(
            InOrder(
                [Member("a", typed), Member("b", "91350100M000100Y43"), Member("c")],
                Plan() with { ExcludedOrganisations = new HashSet<CreditCode> { CreditCode.Parse("91440300MA5EXA1291") } })).Order());

    [Fact]
    public void InOrder_NoOrganisationExcluded_TakesAnyone() =>
        Assert.Equal(["a", "b"], Ids(InOrder([Member("a", "91350100M000100Y43"), Member("b")], Plan())).Order());

    [Fact]
    public void InOrder_ExcludedPerson_IsNeverAsked() => Assert.Empty(InOrder([Member("a")], Plan(excluded: "a")));

    [Fact]
    public void InOrder_AskedInThisStepAndRound_IsNotAskedTwice() =>
        Assert.Empty(InOrder([Member("a")], Plan(), Assignment(1, "a", AssignmentState.Cancelled)));

    [Theory]
    [InlineData("poll", "Lunch", 1)]
    [InlineData("poll", "Dinner", 0)]
    [InlineData("declaration", "Lunch", 0)]
    public void InOrder_AskedSomethingElse_MayBeAsked(string kind, string step, int round) =>
        Assert.Single(InOrder([Member("a")], Plan(), Assignment(1, "a", AssignmentState.Decided, new Ask(kind, Id, step, round))));

    [Fact]
    public void InOrder_Preferred_ComesFirst()
    {
        var members = Enumerable.Range(0, 9).Select(number => Member($"m{number}")).ToList();
        var ordered = InOrder(members, Plan() with { Preferred = new HashSet<string> { "m5" } });

        Assert.Equal("m5", ordered[0].Id);
        Assert.Equal(9, ordered.Select(member => member.Id).Distinct().Count());
    }

    [Fact]
    public void InOrder_ManySubjects_SpreadsTheWorkAndRepeatsItself()
    {
        var members = Enumerable.Range(0, 5).Select(number => Member($"m{number}")).ToList();
        string First(int seed) => ChoosePeople.InOrder(members, Plan(), Lunch with { Subject = $"app{seed}" }, [])[0].Id;

        var firsts = Enumerable.Range(0, 200).Select(First).ToList();
        Assert.Equal(5, firsts.Distinct().Count());
        Assert.Equal(firsts, Enumerable.Range(0, 200).Select(First));
    }

    [Fact]
    public void Delegate_NamedAndEligible_TakesOver() =>
        Assert.Equal("c", ChoosePeople.Delegate(Member("a", standIn: "c"), [Member("b"), Member("c")])?.Id);

    [Fact]
    public void Delegate_NamedButNotEligible_IsTheNextInOrder() =>
        Assert.Equal("b", ChoosePeople.Delegate(Member("a", standIn: "x"), [Member("b"), Member("c")])?.Id);

    [Fact]
    public void Delegate_AssigneeLeftTheStaff_IsTheNextInOrder() =>
        Assert.Equal("b", ChoosePeople.Delegate(null, [Member("b"), Member("c")])?.Id);

    [Fact]
    public void Delegate_NobodyLeft_IsNobody() => Assert.Null(ChoosePeople.Delegate(Member("a", standIn: "x"), []));

    private static IReadOnlyList<StaffMember> InOrder(
        IReadOnlyList<StaffMember> candidates, AskPlan plan, params IReadOnlyList<Assignment> assignments) =>
        ChoosePeople.InOrder(candidates, plan, Lunch, assignments);

    private static IEnumerable<string> Ids(IEnumerable<StaffMember> members) => members.Select(member => member.Id);
}
