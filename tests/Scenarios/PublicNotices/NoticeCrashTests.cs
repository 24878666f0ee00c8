using System.Net;

namespace Scenarios.PublicNotices;

/// <summary>Workers die and the host ends while a notice runs: nothing is lost or doubled.</summary>
public sealed class NoticeCrashTests(CityWithForgetfulWorker city) : IClassFixture<CityWithForgetfulWorker>
{
    [Fact]
    public async Task Objection_EachLookIsMadeTwiceAndTheHostEnds_IsExaminedAndAnsweredOnce()
    {
        var (application, _) = await city.PutOnNoticeAsync("Crashes while on notice");
        var notice = await city.NoticeOfAsync(application);
        var id = notice.GetProperty("id").GetString()!;
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        await RestartAsync();
        (await city.RuleAsync(Assert.Single(city.Examiners(id)), "Dismissed")).Expect(HttpStatusCode.Accepted);
        await RestartAsync();
        await city.PassToResultAsync(notice);

        // A second attempt comes some seconds after the first.
        await city.PassAsync(TimeSpan.FromMinutes(10));
        var closed = (await application.FactsAsync("StageClosed")).Select(fact => fact.GetProperty("stage").GetString());
        Assert.Equal(["Completeness", "Department", "PublicNotice"], closed);
        Assert.Single(await application.FactTypesAsync(), type => type == "ApplicationApproved");
        Assert.True(city.Died >= 4, $"{city.Died} workers died.");
        Assert.Equal(2, city.Mailbox.All().Count(mail => mail.To == Notices.Objector));
        Assert.Single(city.Examiners(id));
    }

    private async Task RestartAsync()
    {
        var now = city.Clock.GetUtcNow();
        await city.CloseAsync();
        await city.ReopenAsync(now);
        await city.SettleAsync();
    }
}
