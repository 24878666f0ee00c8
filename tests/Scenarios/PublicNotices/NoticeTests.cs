using System.Net;

namespace Scenarios.PublicNotices;

/// <summary>A public notice from its opening to the outcome, over HTTP.</summary>
public sealed class NoticeTests(CityWithNotices city) : IClassFixture<CityWithNotices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notice_WithoutObjection_IsShownForItsDaysAndThenApproved()
    {
        var (application, _) = await city.PutOnNoticeAsync("Shown to the public");
        var notice = await city.NoticeOfAsync(application);
        var (id, ends) = (notice.GetProperty("id").GetString()!, notice.GetProperty("ends").GetDateTimeOffset());
        Assert.Equal("Open", notice.GetProperty("state").GetString());
        var own = (await city.Person("lin").GetAsync($"/my/{application.Id}", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("5 working days after it at the earliest", own, StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/notices", $"/notices/{id}" })
        {
            Assert.Contains("Shown to the public", await PageAsync(path), StringComparison.Ordinal);
        }

        Assert.Contains(await city.FeedAsync("/api/notices/feed"), item =>
            item.Title.Text.Contains("Shown to the public", StringComparison.Ordinal));

        await city.PassUntilAsync(ends.AddSeconds(-1));
        Assert.Equal("Open", (await city.NoticeOfAsync(application)).GetProperty("state").GetString());
        await city.PassUntilAsync(ends);
        Assert.Equal("Ended", (await city.NoticeOfAsync(application)).GetProperty("state").GetString());
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.DoesNotContain("Shown to the public", await PageAsync("/"), StringComparison.Ordinal);
        await city.PassAsync(TimeSpan.FromDays(8));
        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Contains("Shown to the public", await PageAsync("/notices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_ApplicationWithdrawnMeanwhile_Ends()
    {
        var (application, _) = await city.PutOnNoticeAsync("Withdrawn while shown");
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Withdrawn", (await city.NoticeOfAsync(application)).GetProperty("state").GetString());
        Assert.Equal("Withdrawn", (await application.FactsAsync("StageClosed"))[^1].GetProperty("outcome").GetString());
    }

    private async Task<string> PageAsync(string path) =>
        (await city.Person(null).GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK).Body;
}
