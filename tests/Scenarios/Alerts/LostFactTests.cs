using System.Net;

namespace Scenarios.Alerts;

/// <summary>The fact that should have started an approval is a dead letter: the sweep starts it.</summary>
public sealed class LostFactTests(CityWithDyingWorker city) : IClassFixture<CityWithDyingWorker>
{
    [Fact]
    public async Task Drafted_WorkerDiesAtEveryDelivery_ApprovalIsStartedByTheSweep()
    {
        city.Dying = "Alerts_Collect";
        (await city.Person("pan").PostAsync("/api/alerts", new
        {
            sectors = new[] { "testing" },
            title = WarningUnderTest.Text("快讯", "News"),
            text = WarningUnderTest.Text("正文。", "Text."),
            publishAt = city.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
        }, TestContext.Current.CancellationToken)).Expect(HttpStatusCode.Created);
        await city.SettleAsync();
        city.Dying = null;
        Assert.Contains(city.App.ServiceBus.DeadLetters("facts/alerts"), dead => dead.Subject == "AlertDrafted");
        Assert.Empty(Asked());

        // ReviewSweepSchedule: at 03:45 in Shenzhen.
        await city.PassToAsync(3, 46);

        Assert.Single(Asked());
    }

    private IEnumerable<string> Asked() =>
        city.Mailbox.All().Where(mail => mail.Link?.AbsolutePath.Contains("/assignments/alert.", StringComparison.Ordinal) == true).Select(mail => mail.Id);
}
