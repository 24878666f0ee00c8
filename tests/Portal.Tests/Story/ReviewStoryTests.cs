using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using LocalHost.Demo;
using Portal.Tests.Browser;

namespace Portal.Tests.Story;

/// <summary>The README's story by clicking alone: in Chinese with scripts, in English without.</summary>
public sealed class ReviewStoryTests(CityUnderTest city) : IClassFixture<CityUnderTest>, IAsyncLifetime
{
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
        var application = await city.SubmitAsync(title);
        var officers = new Officers(city, browser!, language, scripts);

        await officers.DecideAsync(
            application.Id, title, "District", DecisionKind.Return, (new("项目实施方案", "Work plan"), "请补充里程碑。Add milestones."));
        Assert.Equal("Returned", await application.StatusAsync());
        await application.UploadAsync("work-plan", "plan-2.docx", Media.Docx, DemoFiles.Docx("工作计划（修订）", "里程碑：六月三十日设备到位。"));
        await city.SettleAsync();
        var decided = 0;
        foreach (var stage in new[] { "District", "Department", "LeadingGroup" })
        {
            decided += await officers.DecideAsync(application.Id, title, stage, DecisionKind.Approve);
        }

        Assert.Equal((4, "Approved"), (decided, await application.StatusAsync()));
    }
}
