using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Copying;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applications.Copying;

public sealed class CopyReceiversTests
{
    [Fact]
    public void Of_Officers_AreThoseWhomNothingKeepsFromIt()
    {
        StaffMember[] people =
        [
            Officer("free"), Officer("city") with { Roles = [Role.LeadingGroup], District = null },
            Officer("elsewhere") with { District = "440304" },
            Officer("sender"), Officer("asked"), Officer("was-asked"), Officer("blind"), Officer("gone") with { HasLeft = true },
            Officer("colleague") with { Organisation = Applied.Applicant.Organisation }, Officer("applicant-1"), Officer("copied"),
            Officer("expert") with { Roles = [Role.Expert] }, Officer("both") with { Roles = [Role.Expert, Role.DepartmentOfficer] },
        ];
        var matter = new ApplicationCase(
            Applied,
            [
                Assignment(1, "asked"), Assignment(2, "was-asked", AssignmentState.Decided),
                Assignment(3, "blind", AssignmentState.Decided) with { Sight = AssignmentSight.Title },
            ]);
        var copies = new Copies(
            new CopiedMatter(Id, new LocalizedText("题", "T"), new LocalizedText("项", "P")),
            [new Copy(1, "copied", "sender", null, Opened)]);

        Assert.Equal(
            ["city", "free", "was-asked"],
            CopyReceivers.Of(matter, copies, AskingBench.Directory(people), "sender").Select(member => member.Id));
    }

    [Fact]
    public void Of_AnOfficerOfAPartner_IsNone()
    {
        var partner = new Partner(CreditCode.Parse("91440300MA5EXB340R"), "合作单位");
        var joint = Applied with { Consents = new ConsentRound(0, "sender", Opened, "c", "partners", [new PartnerConsent(partner, "d", 0)]) };
        StaffMember[] people = [Officer("free"), Officer("partner") with { Organisation = partner.Organisation }];

        Assert.Equal(
            ["free"],
            CopyReceivers.Of(new ApplicationCase(joint, []), null, AskingBench.Directory(people), "sender").Select(member => member.Id));
    }

    [Theory]
    [InlineData(Relation.None, true, Relation.Copied)]
    [InlineData(Relation.Served, true, Relation.Copied)]
    [InlineData(Relation.Served, false, Relation.Served)]
    [InlineData(Relation.Own, true, Relation.Own)]
    [InlineData(Relation.Blind, true, Relation.Blind)]
    [InlineData(Relation.Scoring, true, Relation.Scoring)]
    [InlineData(Relation.WasAsked, true, Relation.WasAsked)]
    public void WithCopy_OtherRelation_ComesFirst(Relation relation, bool hasCopy, Relation expected) =>
        Assert.Equal(expected, new Reader(null!, relation, MatterState.Open).WithCopy(hasCopy).Relation);

    private static StaffMember Officer(string id) =>
        Polls.Member(id) with { Roles = [Role.DistrictOfficer], District = Applied.Applicant.District };
}
