using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.Programmes.Stages;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

public sealed class EffectiveDefinitionTests
{
    [Fact]
    public void Of_AGuide_ChangesWhatItNamesAndNothingElse()
    {
        var own = Effective(Body());
        var changed = Effective(Body() with
        {
            Documents = [new("audit-report", false), new("budget")],
            Stages =
            [
                new("Department", WorkingDays: 8, Approvals: 1), new("Panel", Assignees: 5, Quorum: 4, PassMark: 75),
                new("PublicNotice", WorkingDays: 7),
            ],
        });

        var department = (ApprovalDefinition)changed.Stage("Department");
        Assert.Equal((8, 2, 1), (department.WorkingDays, department.Assignees, department.Approvals));
        var panel = (PanelDefinition)changed.Stage("Panel");
        Assert.Equal((10, 5, 4, 75m), (panel.WorkingDays, panel.Assignees, panel.Quorum, panel.PassMark));
        Assert.Equal(7, ((PublicNoticeDefinition)changed.Stage("PublicNotice")).WorkingDays);
        Assert.Equal((false, true), (changed.Slot("audit-report")!.Required, changed.Slot("budget")!.Required));
        Assert.Equal((First, Body().Terms.Opens), (changed.GuideId, changed.Guide.Opens));
        Assert.Equal(own.Form.Select(field => field.Key), changed.Form.Select(field => field.Key));
    }

    [Theory]
    [InlineData(99_999.99, false)]
    [InlineData(100_000, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_000.01, false)]
    public void Draft_OfAnAmount_IsHeldToTheGuide(decimal amount, bool isTaken)
    {
        var definition = Effective(Body());
        var command = new DraftCommand(Examples.Id, new DraftRequest(Programme, "T", "it", amount), Examples.Applicant, "h");
        var at = new DateTimeOffset(2027, 2, 10, 0, 0, 0, TimeSpan.Zero);
        if (isTaken) Assert.Equal(First, DraftApplication.Decide(null, definition, command, at).Next.Guide);
        else Assert.Equal("amount-out-of-range", Examples.Slug(() => DraftApplication.Decide(null, definition, command, at)));
    }

    /// <summary>The last moment of the last day in Shenzhen, and the first after it.</summary>
    [Theory]
    [InlineData("2027-01-31T15:59:59Z", false)]
    [InlineData("2027-01-31T16:00:00Z", true)]
    [InlineData("2027-03-31T15:59:59Z", true)]
    [InlineData("2027-03-31T16:00:00Z", false)]
    public void Draft_AtTheEdgesOfTheGuide_IsTakenInside(string at, bool isTaken)
    {
        var command = new DraftCommand(Examples.Id, new DraftRequest(Programme, "T", "it", 200_000), Examples.Applicant, "h");
        var draft = () => DraftApplication.Decide(null, Effective(Body()), command, DateTimeOffset.Parse(at));
        if (isTaken) Assert.Single(draft().Facts);
        else Assert.Equal("guide-closed", Examples.Slug(() => draft()));
    }

    [Theory]
    [InlineData("2027-03-31T15:59:59Z", "documents-missing")]
    [InlineData("2027-03-31T16:00:00Z", "guide-closed")]
    public void Submit_AfterTheLastDay_IsRefused(string at, string slug)
    {
        var definition = Effective(Body());
        var command = new DraftCommand(Examples.Id, new DraftRequest(Programme, "T", "it", 200_000), Examples.Applicant, "h");
        var draft = DraftApplication.Decide(null, definition, command, DateTimeOffset.Parse("2027-02-10T00:00:00Z")).Next;

        Assert.Equal(slug, Examples.Slug(() => SubmitApplication.Decide(draft, Answers.None, definition, "u1", DateTimeOffset.Parse(at))));
    }
}
