using App.Tests.City;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Organisations.Members;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Organisations.Members;

public sealed class TakeOffMemberTests
{
    private static readonly CreditCode Code = CreditCode.Parse(CreditCodeTests.Valid);
    private static readonly Organisation Organisation = new(Code, "Labs", "440305", ["it"]);

    [Fact]
    public void Decide_OneOfTwoSignatories_IsTakenOffOnce()
    {
        var change = Decide(Organisation, "xu", "xu", "qian");

        Assert.Equal("xu", Assert.IsType<MemberTakenOff>(Assert.Single(change.Facts).Fact).Person);
        Assert.True(Assert.Single(change.Next.Members).IsOff);
        Assert.Empty(Decide(change.Next, "xu", "xu", "qian").Facts);
    }

    [Fact]
    public void Decide_TheLastSignatory_IsRefused() =>
        Assert.Equal("last-signatory", Assert.Throws<ProblemException>(() => Decide(Organisation, "xu", "xu")).Type.Slug);

    [Fact]
    public void Decide_TheOtherOneIsBeingTakenOff_IsRefused()
    {
        var first = Decide(Organisation, "xu", "xu", "qian").Next;

        Assert.Equal("last-signatory", Assert.Throws<ProblemException>(() => Decide(first, "qian", "xu", "qian")).Type.Slug);
    }

    [Fact]
    public void Decide_NoSignatory_NeedsNoOther() => Assert.Single(Decide(Organisation, "li", "xu").Facts);

    [Fact]
    public void May_ASignatory_UnlessTheRegisterDeniesIt()
    {
        var caller = new Caller("xu", "Xu", null, new HashSet<Role> { Role.Signatory }, Code, null, Language.Chinese);
        var entry = new StaffMember { Id = "xu", Name = "Xu", Email = "xu@x.cn", Roles = [Role.Signatory], Organisation = Code };

        Assert.True(TakeOffMember.May(caller, null));
        Assert.True(TakeOffMember.May(caller, entry));
        Assert.False(TakeOffMember.May(caller with { Roles = new HashSet<Role> { Role.Applicant } }, entry));
        Assert.False(TakeOffMember.May(caller, entry with { HasLeft = true }));
        Assert.False(TakeOffMember.May(caller, entry with { Roles = [Role.Applicant] }));
        Assert.False(TakeOffMember.May(caller, entry with { Organisation = null }));
    }

    private static Change<Organisation> Decide(Organisation organisation, string person, params string[] signatories) =>
        TakeOffMember.Decide(organisation, person, signatories.ToHashSet(), "actor");
}
