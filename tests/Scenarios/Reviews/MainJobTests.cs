using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

public sealed class MainJobTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task MainJob_OneReturnThenFourPeopleApprove_Approved()
    {
        var application = await ApprovedAsync("光电检验检测公共服务平台");

        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Equal(
            [
                "ApplicationDrafted", "ApplicationSubmitted", "ApplicationReturned", "ApplicationResubmitted", "ApplicationApproved",
            ],
            (await application.FactTypesAsync()).Where(type => type.StartsWith("Application", StringComparison.Ordinal)));
        var closed = await application.FactsAsync("StageClosed");
        Assert.Equal(
            ["Completeness 0 Passed", "District 0 Returned", "Completeness 1 Passed", "District 1 Passed", "Department 1 Passed", "LeadingGroup 1 Passed"],
            closed.Select(stage => $"{stage.GetProperty("stage")} {stage.GetProperty("round")} {stage.GetProperty("outcome")}"));
    }

    [Fact]
    public async Task MainJob_Approved_EveryFactOnTheTopicOnceUnderItsNumber()
    {
        var application = await ApprovedAsync("Facts on the topic");

        var count = (await application.FactsAsync()).Count;
        Assert.Equal(
            Enumerable.Range(1, count).Select(number => $"{application.Id}-{number:D9}"),
            city.Arrivals.Where(arrival => arrival.Entity == "facts" && arrival.Message.CorrelationId == application.Id)
                .Select(arrival => arrival.Message.MessageId[..^9])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MainJob_Approved_ResultInTheMailAndInNextMorningsFeed()
    {
        const string title = "Published result";
        await ApprovedAsync(title);

        Assert.Single(city.MailsTo("lin"), mail => mail.Subject == $"申请已通过：{title}");
        Assert.DoesNotContain(title, await FeedAsync());
        await city.PassToAsync(9);
        Assert.Contains(title, await FeedAsync());
    }

    private async Task<string> FeedAsync() =>
        (await city.Person(null).GetAsync("/api/alerts/testing/feed", TestContext.Current.CancellationToken)).Expect(HttpStatusCode.OK).Body;

    private async Task<ApplicationUnderTest> ApprovedAsync(string title)
    {
        var application = await city.SubmitAsync(title);
        var first = await application.ReturnAsync("District", "work-plan", "Add dated milestones.");
        Assert.Equal("Returned", await application.StatusAsync());
        await application.UploadAsync("work-plan", "plan-2.docx", Media.Docx, DemoFiles.Docx("工作计划（修订）", "里程碑：六月三十日设备到位。"));
        await city.SettleAsync();

        Assert.Equal(first, await application.DecideAsync("District", "Approve", "Complete now."));
        Assert.Equal(2, (await application.DecideAsync("Department", "Approve")).Count);
        Assert.Single(await application.DecideAsync("LeadingGroup", "Approve"));
        return application;
    }
}
