using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using LocalHost;
using LocalHost.Demo;
using Microsoft.Playwright;
using Portal.Tests.Browser;
using Media = LocalHost.Demo.Media;

namespace Portal.Tests.Story;

/// <summary>The README's story by clicking alone: in Chinese with scripts, in English without.</summary>
public sealed class ReviewStoryTests(CityUnderTest city) : IClassFixture<CityUnderTest>, IAsyncLifetime
{
    private static readonly LocalizedText WorkPlan = new("项目实施方案", "Work plan");

    private BrowserUnderTest? browser;

    public async ValueTask InitializeAsync() => browser = await BrowserUnderTest.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
    }

    [Theory]
    [InlineData(Language.Chinese, true, "光电检验检测公共服务平台")]
    [InlineData(Language.English, false, "Optoelectronic test platform")]
    public async Task Story_OneReturnThenFourPeopleApprove_Approved(Language language, bool scripts, string title)
    {
        await using var lin = await Clicker.SignInAsync(browser!, city.App.BaseAddress, "lin", language, scripts);
        var applicant = new Applicant(city, lin, title);
        var officers = new Officers(city, browser!, language, scripts);

        var id = await applicant.ApplyAsync();
        await applicant.FillAsync();
        await applicant.UploadAsync(new("申请书", "Application form"), Sample("form.pdf", Media.Pdf));
        await applicant.UploadAsync(WorkPlan, Sample("plan.docx", Media.Docx));
        await applicant.UploadAsync(new("经费预算表", "Budget"), Sample("budget.xlsx", Media.Xlsx));
        await lin.ReadAsync(ApplicationTexts.Name(ApplicationStatus.Submitted));

        Assert.Equal(1, await officers.DecideAsync(id, title, "District", DecisionKind.Return, (WorkPlan, "请补充里程碑。Add milestones.")));
        await applicant.OpenAsync();
        await lin.ReadAsync(ApplicationTexts.ToCorrect);
        await applicant.UploadAsync(WorkPlan, File("plan-2.docx", Media.Docx, DemoFiles.Docx("工作计划（修订）", "里程碑：六月三十日设备到位。")));

        var decided = 0;
        foreach (var stage in new[] { "District", "Department", "LeadingGroup" })
        {
            decided += await officers.DecideAsync(id, title, stage, DecisionKind.Approve);
        }

        Assert.Equal(4, decided);
        await applicant.OpenAsync();
        await lin.ReadAsync(ApplicationTexts.Name(ApplicationStatus.Approved));
        var state = (await city.Person("audit").GetAsync($"/api/applications/{id}", TestContext.Current.CancellationToken)).Json;
        Assert.Equal("Approved", state.GetProperty("status").GetString());
    }

    /// <summary>One of the files that the README's walk sends.</summary>
    private static FilePayload Sample(string name, string media) => File(name, media, System.IO.File.ReadAllBytes(
        Path.Combine(Path.GetDirectoryName(CommandLine.LocalFolder())!, "functions", "LocalHost", "Demo", "Samples", name)));

    private static FilePayload File(string name, string media, byte[] content) => new() { Name = name, MimeType = media, Buffer = content };
}
