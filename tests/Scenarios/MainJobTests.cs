using LocalHost.Demo;

namespace Scenarios;

public sealed class MainJobTests(City city) : IClassFixture<City>
{
    [Fact]
    public async Task MainJob_OneReturnThenFourPeopleApprove_Approved()
    {
        var application = await city.SubmitAsync("光电检验检测公共服务平台");
        Assert.Equal("Submitted", await application.StatusAsync());

        var district = await application.ReturnAsync("District", "work-plan", "Add dated milestones.");
        Assert.Equal("Returned", await application.StatusAsync());
        await application.UploadAsync("work-plan", "plan-2.docx", Media.Docx, DemoFiles.Docx("工作计划（修订）", "里程碑：六月三十日设备到位。"));
        await city.SettleAsync();

        Assert.Equal(district, await application.DecideAsync("District", "Approve", "Complete now."));
        Assert.Equal(2, (await application.DecideAsync("Department", "Approve")).Count);
        Assert.Single(await application.DecideAsync("LeadingGroup", "Approve"));
        Assert.Equal("Approved", await application.StatusAsync());
    }
}
