using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Programmes;

public sealed class AppointmentDefinitionTests
{
    private static readonly SiteVisitDefinition Usual = new()
    {
        Name = "SiteVisit", Title = new LocalizedText("现场考察", "Site visit"), Role = Role.DepartmentOfficer, Assignees = 1,
        Checklist = [new ReportPoint("site", new LocalizedText("场地", "Site"))],
    };

    [Fact]
    public void Errors_UsualOne_HasNone() => Assert.Empty(Usual.Errors(1));

    [Fact]
    public void Held_WithoutARole_IsPassedOver()
    {
        var outside = new SiteVisitDefinition { Name = "SiteVisit", Title = Usual.Title };

        Assert.Empty(outside.Errors(1));
        Assert.False(outside.IsHeld);
        Assert.True(Usual.IsHeld);
    }

    [Fact]
    public void Errors_EachFault_IsNamed()
    {
        Assert.Equal([".role"], Paths(Usual with { Role = Role.Expert }));
        Assert.Equal([".assignees"], Paths(Usual with { Assignees = 2 }));
        Assert.Equal([".checklist"], Paths(Usual with { Checklist = [] }));
        Assert.Equal([".checklist[1].key"], Paths(Usual with { Checklist = [.. Usual.Checklist, .. Usual.Checklist] }));
        Assert.Equal([".confirmWorkingDays"], Paths(Usual with { ConfirmWorkingDays = 3 }));
        Assert.Equal([".undecided"], Paths(Usual with { Undecided = UndecidedPolicy.Abstain }));
    }

    private static IEnumerable<string> Paths(AppointmentDefinition stage) => stage.Errors(1).Select(error => error.Path);
}
