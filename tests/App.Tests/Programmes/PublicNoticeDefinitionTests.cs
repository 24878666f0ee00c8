using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Programmes;

public sealed class PublicNoticeDefinitionTests
{
    private static readonly PublicNoticeDefinition Usual =
        new() { Name = "PublicNotice", Title = new LocalizedText("公示", "Public notice") };

    [Fact]
    public void Errors_Usual_AreNone()
    {
        Assert.Empty(Errors(Usual));
        Assert.Equal((5, 5, 2, Role.DepartmentOfficer, false), (
            Usual.WorkingDays, Usual.ExaminationWorkingDays, Usual.DelegateWorkingDays, Usual.Role, Usual.ShowsAmount));
        Assert.Equal("On public notice for 5 working days, confirmed in 5 more", ProgrammeTexts.Who(Usual).English);
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(60, 60, 59)]
    public void Errors_AtTheBoundary_AreNone(int days, int examination, int others) => Assert.Empty(
        Errors(Usual with { WorkingDays = days, ExaminationWorkingDays = examination, DelegateWorkingDays = others }));

    [Theory]
    [InlineData(0, 5, 2, ".workingDays")]
    [InlineData(61, 5, 2, ".workingDays")]
    [InlineData(5, 1, 1, ".examinationWorkingDays")]
    [InlineData(5, 61, 2, ".examinationWorkingDays")]
    [InlineData(5, 5, 0, ".delegateWorkingDays")]
    [InlineData(5, 5, 5, ".delegateWorkingDays")]
    public void Errors_BeyondTheBoundary_SaysWhere(int days, int examination, int others, string path) => Assert.Contains(
        Errors(Usual with { WorkingDays = days, ExaminationWorkingDays = examination, DelegateWorkingDays = others }),
        error => error.Path == path);

    [Theory]
    [InlineData(Role.Expert)]
    [InlineData(Role.Applicant)]
    public void Errors_RoleThatDoesNotExamine_SaysSo(Role role) =>
        Assert.Equal(".role", Assert.Single((Usual with { Role = role }).Errors(1)).Path);

    [Fact]
    public void Errors_FirstStage_IsRefused() => Assert.Equal(".kind", Assert.Single(Usual.Errors(0)).Path);

    private static IEnumerable<(string Path, string Message)> Errors(PublicNoticeDefinition notice) =>
        notice.Errors(1).Concat(DefinitionLimits.Errors(notice, ""));
}
