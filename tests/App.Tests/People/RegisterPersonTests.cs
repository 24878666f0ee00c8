using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.People;

public sealed class RegisterPersonTests
{
    private const string Code = "91440300MA5EXA1291";

    private static readonly PersonEntry Entry = new()
    {
        Name = "Chen Jing", Email = "chen@x.cn", Roles = [Role.Expert], Sectors = ["it"], Delegate = "li",
    };

    [Fact]
    public void Decide_None_RegistersWithoutPersonalDataInTheFact()
    {
        var change = Decide(null, Entry);

        Assert.Equal(("chen", "Chen Jing", "li"), (change.Next.Id, change.Next.Name, change.Next.Delegate));
        Assert.Equal([new PersonRegistered()], change.Facts.Select(fact => fact.Fact));
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() => Assert.Empty(Decide(Decide(null, Entry).Next, Entry).Facts);

    [Fact]
    public void Decide_Other_NamesTheMembersThatChanged()
    {
        var change = Decide(Decide(null, Entry).Next, Entry with { Name = "Chen", AgreementYear = 2026, Sectors = ["ip", "it"] });

        var fact = Assert.IsType<PersonChanged>(Assert.Single(change.Facts).Fact);
        Assert.Equal(["name", "sectors", "agreementYear"], fact.Fields);
    }

    [Fact]
    public void Decide_SomeoneWhoLeft_IsActiveAgain()
    {
        var left = LeavePerson.Decide(Decide(null, Entry).Next, "admin");
        Assert.True(left.Next.HasLeft);
        Assert.Equal([new PersonLeft()], left.Facts.Select(fact => fact.Fact));
        Assert.Empty(LeavePerson.Decide(left.Next, "admin").Facts);

        var back = Decide(left.Next, Entry);
        Assert.False(back.Next.HasLeft);
        Assert.Equal([new PersonReturned()], back.Facts.Select(fact => fact.Fact));
    }

    [Fact]
    public void Decide_ListsInAnyOrderAndTwice_KeepsEachOnce()
    {
        var kept = Decide(null, Entry with
        {
            Roles = [Role.LeadingGroup, Role.Expert, Role.Expert], Sectors = ["it", "rd-design", "it"], Districts = ["440305", "440303"],
            Fields = [" optics ", "optics"], Relations = ["91440300ma5exa1291", Code],
        }).Next;

        Assert.Equal([Role.Expert, Role.LeadingGroup], kept.Roles);
        Assert.Equal(["rd-design", "it"], kept.Sectors);
        Assert.Equal(["440303", "440305"], kept.Districts);
        Assert.Equal(["optics"], kept.Fields);
        Assert.Equal([Code], kept.Relations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(".a")]
    [InlineData("a|b")]
    [InlineData("import")]
    [InlineData("Unassigned")]
    public void Faults_IdThatNoSignInHas_AreNamed(string id) => Assert.Equal(["#/id"], Pointers(id, Entry));

    [Fact]
    public void IsId_Boundaries_AreInclusive()
    {
        Assert.True(RegisterPerson.IsId(new string('a', 100)));
        Assert.False(RegisterPerson.IsId(new string('a', 101)));
        Assert.True(RegisterPerson.IsId("li.wei-2@x_y"));
        Assert.False(RegisterPerson.IsId(null));
    }

    [Fact]
    public void Faults_EachMember_AreFoundTogether() => Assert.Equal(
        ["#/email", "#/organisation", "#/relations/1", "#/delegate", "#/awayTo", "#/agreementYear"],
        Pointers("chen", Entry with
        {
            Email = "none", Organisation = "91440300MA5EXA1290", Relations = [Code, "x"], Delegate = "nobody",
            AwayFrom = new DateOnly(2026, 3, 2), AwayTo = new DateOnly(2026, 3, 1), AgreementYear = 2011,
        }));

    [Fact]
    public void Faults_DelegateIsThePersonThemselves_IsNamed() => Assert.Equal(["#/delegate"], Pointers("li", Entry));

    [Fact]
    public void Faults_OneDayAloneOfAnAbsence_NamesTheMissingOne()
    {
        Assert.Equal(["#/awayTo"], Pointers("chen", Entry with { AwayFrom = new DateOnly(2026, 3, 2) }));
        Assert.Equal(["#/awayFrom"], Pointers("chen", Entry with { AwayTo = new DateOnly(2026, 3, 2) }));
        Assert.Empty(Pointers("chen", Entry with { AwayFrom = new DateOnly(2026, 3, 2), AwayTo = new DateOnly(2026, 3, 2) }));
    }

    [Fact]
    public void Decide_WithFaults_IsRefused() => Assert.Equal(
        PlatformProblems.InvalidField, Assert.Throws<ProblemException>(() => Decide(null, Entry with { Email = "none" })).Type);

    private static Change<StaffMember> Decide(StaffMember? current, PersonEntry entry) =>
        RegisterPerson.Decide(current, "chen", entry, IsKnown, "admin");

    private static IEnumerable<string> Pointers(string id, PersonEntry entry) =>
        RegisterPerson.Faults(id, entry, IsKnown).Select(fault => fault.Pointer);

    private static bool IsKnown(string id) => id is "li" or "chen";
}
