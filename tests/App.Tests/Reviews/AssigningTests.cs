using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class AssigningTests
{
    [Fact]
    public void Eligible_ApplicantsOrganisation_IsNeverAsked() =>
        Assert.Equal(["b", "c"], Ids(Assigning.Eligible([Member("a", Applied.Organisation), Member("b", "other"), Member("c")], State(), "Panel", 0)));

    [Fact]
    public void Eligible_TheApplicant_IsNeverAsked() => Assert.Empty(Assigning.Eligible([Member(Applied.Applicant)], State(), "Panel", 0));

    [Theory]
    [InlineData(AssignmentState.Decided, false)]
    [InlineData(AssignmentState.Open, false)]
    [InlineData(AssignmentState.Cancelled, true)]
    [InlineData(AssignmentState.Escalated, true)]
    public void Eligible_AskedInAnotherStage_ByWhatBecameOfIt(AssignmentState state, bool eligible) =>
        Assert.Equal(eligible, Assigning.Eligible([Member("a")], State([Assignment(1, "a", state, "District")]), "Panel", 0).Count == 1);

    [Fact]
    public void Eligible_JudgedTheSameStageInAnEarlierRound_MayAgain() =>
        Assert.Single(Assigning.Eligible([Member("a")], State([Assignment(1, "a", AssignmentState.Decided)]), "Panel", 1));

    [Fact]
    public void Eligible_AskedInThisStageAndRound_IsNotAskedTwice() =>
        Assert.Empty(Assigning.Eligible([Member("a")], State([Assignment(1, "a", AssignmentState.Cancelled)]), "Panel", 0));

    [Fact]
    public void InOrder_EarlierRound_ComesFirst()
    {
        var members = Enumerable.Range(0, 9).Select(number => Member($"m{number}")).ToList();
        var ordered = Assigning.InOrder(members, State([Assignment(1, "m5", AssignmentState.Decided)]), "Panel");

        Assert.Equal("m5", ordered[0].Id);
        Assert.Equal(9, ordered.Select(member => member.Id).Distinct().Count());
    }

    [Fact]
    public void InOrder_ManyApplications_SpreadsTheWorkAndRepeatsItself()
    {
        var members = Enumerable.Range(0, 5).Select(number => Member($"m{number}")).ToList();
        string First(int seed) => Assigning.InOrder(members, State() with { Application = Applied with { Id = $"app{seed}" } }, "Panel")[0].Id;

        var firsts = Enumerable.Range(0, 200).Select(First).ToList();
        Assert.Equal(5, firsts.Distinct().Count());
        Assert.Equal(firsts, Enumerable.Range(0, 200).Select(First));
    }

    [Fact]
    public void Delegate_NamedAndEligible_TakesOver() => Assert.Equal("c", Assigning.Delegate(Member("a", standIn: "c"), [Member("b"), Member("c")])?.Id);

    [Fact]
    public void Delegate_NamedButNotEligible_IsTheNextInOrder() => Assert.Equal("b", Assigning.Delegate(Member("a", standIn: "x"), [Member("b"), Member("c")])?.Id);

    [Fact]
    public void Delegate_NobodyLeft_IsNobody() => Assert.Null(Assigning.Delegate(Member("a", standIn: "x"), []));

    private static IEnumerable<string> Ids(IEnumerable<FunctionsApp.Identity.StaffMember> members) => members.Select(member => member.Id);
}
