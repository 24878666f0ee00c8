using App.Tests.City;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Organisations.Members;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Organisations.Members;

public sealed class NameMemberTests
{
    private static readonly CreditCode Code = CreditCode.Parse(CreditCodeTests.Valid);
    private static readonly Organisation Organisation = new(Code, "Labs", "440305", ["it"]);

    [Fact]
    public void DecideEntry_Unknown_IsRegisteredWithTheOwnOrganisationAndNoRoleOfTheCity()
    {
        var change = Decide(null, MemberRole.Signatory, MemberRole.Applicant);

        Assert.Equal(["PersonRegistered"], Types(change));
        Assert.Equal(Code, change.Next.Organisation);
        Assert.Equal([Role.Applicant, Role.Signatory], change.Next.Roles);
        Assert.Equal("xu", Assert.Single(change.Facts).Actor);
    }

    [Fact]
    public void DecideEntry_TheSameAgain_ChangesNothing()
    {
        var named = Decide(null, MemberRole.Partner).Next;

        Assert.Empty(Decide(named, MemberRole.Partner).Facts);
        Assert.Equal(["PersonChanged"], Types(Decide(named, MemberRole.Partner, MemberRole.Applicant)));
    }

    [Fact]
    public void DecideEntry_WhoLeft_IsBack() =>
        Assert.Equal(
            ["PersonReturned"], Types(Decide(Decide(null, MemberRole.Signatory).Next with { HasLeft = true }, MemberRole.Signatory)));

    [Theory]
    [InlineData(Role.DistrictOfficer, true)]
    [InlineData(Role.Expert, true)]
    [InlineData(Role.Signatory, false)]
    public void DecideEntry_WhoServesTheCityOrAnotherOrganisation_IsNotTheirsToName(Role role, bool isOwn)
    {
        var person = Decide(null, MemberRole.Applicant).Next with
        {
            Roles = [role], Organisation = isOwn ? Code : CreditCode.Parse("91440300MA5EXA1291"),
        };

        Assert.Equal("registered-elsewhere", Refusal(() => Decide(person, MemberRole.Applicant)));
        Assert.Equal("registered-elsewhere", Refusal(() => Decide(person with { HasLeft = true }, MemberRole.Applicant)));
    }

    [Fact]
    public void DecideEntry_ASignatoryWithoutTheRole_IsRefused()
    {
        var signatory = Decide(null, MemberRole.Signatory).Next;

        Assert.Equal("invalid-field", Refusal(() => Decide(signatory, MemberRole.Applicant)));
        Assert.Equal([Role.Applicant], Decide(signatory with { HasLeft = true }, MemberRole.Applicant).Next.Roles);
    }

    [Theory]
    [InlineData("", "a@x.cn")]
    [InlineData("import", "a@x.cn")]
    [InlineData("new", "no address")]
    public void Check_NoIdOrNoAddress_IsRefused(string id, string email) =>
        Assert.Equal("invalid-field", Refusal(() => NameMember.Check(id, Entry(MemberRole.Applicant) with { Email = email })));

    [Fact]
    public void Decide_Roles_AreKeptOnceAndInOrder()
    {
        var named = NameMember.Decide(Organisation, "li", Entry(MemberRole.Signatory, MemberRole.Applicant, MemberRole.Signatory), "xu");

        Assert.Equal([MemberRole.Applicant, MemberRole.Signatory], Assert.Single(named.Next.Members).Roles);
        Assert.Equal("li", Assert.IsType<MemberNamed>(Assert.Single(named.Facts).Fact).Person);
        Assert.Empty(NameMember.Decide(named.Next, "li", Entry(MemberRole.Applicant, MemberRole.Signatory), "xu").Facts);
    }

    [Fact]
    public void Decide_MoreThanAHundred_IsRefused()
    {
        var full = Organisation with { Members = [.. Enumerable.Range(0, NameMember.Most).Select(number => new Member($"p{number}", []))] };

        Assert.Equal("too-many-members", Refusal(() => NameMember.Decide(full, "li", Entry(MemberRole.Applicant), "xu")));
        Assert.Single(NameMember.Decide(full, "p1", Entry(MemberRole.Applicant), "xu").Facts);
    }

    [Fact]
    public void Register_ChangeOfTheEntry_KeepsThePeople()
    {
        var named = NameMember.Decide(Organisation, "li", Entry(MemberRole.Applicant), "xu").Next;

        Assert.Single(RegisterOrganisation.Decide(named, Code, new OrganisationEntry("Other", "440305", ["it"]), "u").Next.Members);
    }

    private static Change<StaffMember> Decide(StaffMember? current, params MemberRole[] roles) =>
        NameMember.DecideEntry(current, "li", Entry(roles), Code, "xu");

    private static MemberEntry Entry(params MemberRole[] roles) => new() { Name = "李丽", Email = "li@x.cn", Roles = roles };

    private static IEnumerable<string> Types(Change<StaffMember> change) => change.Facts.Select(fact => fact.Type);

    private static string Refusal(Func<object> act) => Assert.Throws<ProblemException>(act).Type.Slug;

    private static string Refusal(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
