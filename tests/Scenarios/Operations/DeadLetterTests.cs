using System.Net;
using LocalHost.Demo;

namespace Scenarios.Operations;

/// <summary>A fact that no delivery helped is found by operators, sent again, and does what it should have done.</summary>
public sealed class DeadLetterTests(CityWithDyingWorker city) : IClassFixture<CityWithDyingWorker>
{
    private const string Messages = "/api/operations/dead-letters/messages?entity=facts/alerts";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeadFact_SentAgain_StartsTheApproval()
    {
        city.Dying = "Alerts_Collect";
        (await city.Person("pan").PostAsync("/api/alerts", new
        {
            sectors = new[] { "testing" },
            title = WarningUnderTest.Text("快讯", "News"),
            text = WarningUnderTest.Text("正文。", "Text."),
            publishAt = city.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
        }, Cancellation)).Expect(HttpStatusCode.Created);
        await city.SettleAsync();
        city.Dying = null;

        var seen = (await city.Person("audit").GetAsync(Messages, Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        var dead = seen.EnumerateArray().Single(each => each.GetProperty("subject").GetString() == "AlertDrafted");
        Assert.Equal("AlertDrafted", dead.GetProperty("fact").GetProperty("type").GetString());
        var choice = new { entity = "facts/alerts", messageId = dead.GetProperty("messageId").GetString() };
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("audit", choice)).Status);
        Assert.Equal(1, (await SendAsync("admin", choice)).Expect(HttpStatusCode.OK).Json.GetProperty("count").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("admin", choice)).Status);
        await city.SettleAsync();

        Assert.Single(
            city.Mailbox.All(), mail => mail.Link?.AbsolutePath.Contains("/assignments/alert.", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(city.App.ServiceBus.DeadLetters("facts/alerts"), each => each.Subject == "AlertDrafted");
    }

    private Task<Answer> SendAsync(string user, object choice) =>
        city.Person(user).PostAsync("/api/operations/dead-letters/resend", choice, Cancellation);
}
