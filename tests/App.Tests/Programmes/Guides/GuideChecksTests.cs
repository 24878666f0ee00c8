using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

public sealed class GuideChecksTests
{
    private static readonly ProgrammeCatalogue Catalogue = new(ProgrammeLoader.LoadEmbedded());

    private static IEnumerable<DocumentSlot> Always => Catalogue.Get(Programme, 1).Documents.Where(slot => slot.When is null);

    [Fact]
    public void Faults_OfAValidGuide_AreNone() => Assert.Empty(GuideChecks.Faults(
        Body() with
        {
            Documents = [new("audit-report", false)],
            Stages = [new("Department", WorkingDays: 8, Approvals: 1), new("Panel", Assignees: 5, Quorum: 4, PassMark: 75.5m)],
        },
        Catalogue));

    public static TheoryData<string, GuideBody> Wrong => new()
    {
        { "#/programme", Body() with { Programme = "nothing" } },
        { "#/version", Body() with { Version = 99 } },
        { "#/closes", Body() with { Closes = Day("2027-01-31") } },
        { "#/budget", Body() with { Budget = null, MaximumAmount = 1000 } },
        { "#/maximumAmount", Body() with { MaximumAmount = 20_000_001 } },
        { "#/maximumAmount", Body() with { MaximumAmount = null, MinimumAmount = null } },
        { "#/minimumAmount", Body() with { MinimumAmount = 1_000_001 } },
        { "#/minimumAmount", Body() with { MinimumAmount = 0 } },
        { "#/documents/0/type", Body() with { Documents = [new("passport", true)] } },
        { "#/documents/1/type", Body() with { Documents = [new("budget", true), new("budget", false)] } },
        { "#/stages/0/stage", Body() with { Stages = [new("Nothing", 3)] } },
        { "#/stages/1/stage", Body() with { Stages = [new("Panel", 8), new("Panel", 9)] } },
        { "#/stages/0/passMark", Body() with { Stages = [new("Department", PassMark: 60)] } },
        { "#/stages/0/workingDays", Body() with { Stages = [new("Completeness", WorkingDays: 3)] } },
        { "#/stages/0/workingDays", Body() with { Stages = [new("Grant", WorkingDays: 3)] } },
        { "#/stages/0/quorum", Body() with { Stages = [new("Panel", Quorum: 1)] } },
        { "#/stages/0/quorum", Body() with { Stages = [new("Panel", Quorum: 4)] } },
        { "#/stages/0/assignees", Body() with { Stages = [new("Panel", Assignees: 4)] } },
        { "#/stages/0/assignees", Body() with { Stages = [new("Panel", Assignees: 2)] } },
        { "#/stages/0/workingDays", Body() with { Stages = [new("Panel", WorkingDays: 3)] } },
        { "#/stages/0/passMark", Body() with { Stages = [new("Panel", PassMark: 60.001m)] } },
        { "#/stages/0/approvals", Body() with { Stages = [new("Department", Approvals: 3)] } },
        { "#/documents", Body() with { Documents = [.. Always.Select(slot => new DocumentOverride(slot.Type, false))] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Faults_OfAnInvalidGuide_NameTheMemberInBothLanguages(string pointer, GuideBody body)
    {
        var faults = GuideChecks.Faults(body, Catalogue);

        Assert.Contains(pointer, faults.Select(fault => fault.Pointer));
        Assert.All(faults, fault => Assert.Matches("[\\u4e00-\\u9fff]", fault.Reason!.Chinese));
        Assert.All(faults, fault => Assert.DoesNotMatch("[\\u4e00-\\u9fff]", fault.Reason!.English));
    }

    [Fact]
    public void Faults_OfADroppingPanel_KeepItsSmallestSize()
    {
        var body = Body() with { Programme = "award", Budget = null, MaximumAmount = null, MinimumAmount = null };

        Assert.Empty(GuideChecks.Faults(body with { Stages = [new("Panel", Assignees: 7, Quorum: 4)] }, Catalogue));
        Assert.Equal(
            "#/stages/0/assignees",
            Assert.Single(GuideChecks.Faults(body with { Stages = [new("Panel", Assignees: 4, Quorum: 3)] }, Catalogue)).Pointer);
    }

    [Fact]
    public void Faults_AreAllFoundAtOnce() => Assert.Equal(
        ["#/stages/0/stage", "#/closes", "#/minimumAmount"],
        GuideChecks.Faults(
            Body() with { Closes = Day("2027-01-01"), MinimumAmount = -1, Stages = [new("Nothing")] },
            Catalogue).Select(fault => fault.Pointer));
}
