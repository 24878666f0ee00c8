using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;

namespace App.Tests.Panels;

public sealed class FindConflictsTests
{
    private static readonly CreditCode Own = ReviewSample.Applied.Applicant.Organisation;

    private static readonly CreditCode Partner = CreditCode.Parse("91350100M000100Y43");

    private static readonly HashSet<CreditCode> Alone = [Own];

    private static readonly ApplicantTies Ties = new("Panel", 0, ["drafter"], ["lab.example"]);

    private static readonly StaffMember Expert = Polls.Member("e1") with { Email = "e1@university.example" };

    [Fact]
    public void Of_NothingInCommon_FindsNone() => Assert.Empty(Kinds(Expert));

    [Fact]
    public void Of_SameOrganisation_IsAConflict()
    {
        Assert.Equal([KnownConflict.SameOrganisation], Kinds(Expert with { Organisation = Own }));
        Assert.Empty(Kinds(Expert with { Organisation = CreditCode.Parse("91350100M000100Y43") }));
    }

    [Fact]
    public void Of_DeclaredRelation_IsAConflictWithThatOrganisationAlone()
    {
        Assert.Equal([KnownConflict.DeclaredRelation], Kinds(Expert with { Relations = ["91350100M000100Y43", Own.Value] }));
        Assert.Empty(Kinds(Expert with { Relations = ["91350100M000100Y43"] }));
    }

    [Fact]
    public void Of_PartnerOfAJointApplication_IsAConflictAsItsApplicantIs()
    {
        Assert.Equal([KnownConflict.SameOrganisation], Kinds(Expert with { Organisation = Partner }, [Own, Partner]));
        Assert.Equal([KnownConflict.DeclaredRelation], Kinds(Expert with { Relations = [Partner.Value] }, [Own, Partner]));
        Assert.Empty(Kinds(Expert with { Organisation = Partner, Relations = [Partner.Value] }));
    }

    [Fact]
    public void Of_DrafterOfTheLastYears_IsAConflict() =>
        Assert.Equal([KnownConflict.CommonProject], Kinds(Expert with { Id = "drafter" }));

    [Theory]
    [InlineData("e1@lab.example", true)]
    [InlineData("e1@LAB.Example", true)]
    [InlineData("e1@sub.lab.example", false)]
    [InlineData("lab.example", false)]
    [InlineData("e1@", false)]
    public void Of_MailDomain_IsAConflictWhereItIsTheSame(string email, bool isConflict) =>
        Assert.Equal(isConflict, Kinds(Expert with { Email = email }).Contains(KnownConflict.SharedMailDomain));

    [Fact]
    public void Of_SeveralReasons_NamesEachInBothLanguages()
    {
        var found = FindConflicts.Of(
            Expert with { Organisation = Own, Relations = [Own.Value], Email = "x@lab.example" }, Alone, Ties);

        Assert.Equal(3, found.Count);
        Assert.All(found, each => Assert.True(each is { Expert: "e1", Reason.Chinese.Length: > 0, Reason.English.Length: > 0 }));
    }

    private static IEnumerable<KnownConflict> Kinds(StaffMember expert, HashSet<CreditCode>? applying = null) =>
        FindConflicts.Of(expert, applying ?? Alone, Ties).Select(each => each.Kind);
}
