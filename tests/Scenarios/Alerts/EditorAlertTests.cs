using System.Net;
using LocalHost.Demo;

namespace Scenarios.Alerts;

/// <summary>What an editor writes: approved by somebody else through the mailed link, and out at its time.</summary>
public sealed class EditorAlertTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_ApprovedByCallback_IsPublishedAtItsTime()
    {
        var (address, moment) = await DraftAsync("Fair of testing services");
        var (mail, user) = Asked("Fair of testing services");

        Assert.NotEqual("pan", user);
        (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
        (await AnswerAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.PassUntilAsync(moment - TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(await city.FeedAsync("/api/alerts/testing/feed"), entry => Text(entry).Contains("Fair of testing", StringComparison.Ordinal));
        await city.PassUntilAsync(moment);

        Assert.Single(await city.FeedAsync("/api/alerts/testing/feed"), entry => Text(entry).Contains("Fair of testing", StringComparison.Ordinal));
        Assert.Equal("Published", await StatusAsync(address));
    }

    [Fact]
    public async Task Draft_Rejected_IsNeverPublished()
    {
        var (address, moment) = await DraftAsync("Not to be read");
        var (mail, user) = Asked("Not to be read");

        (await AnswerAsync(mail, user, "Reject")).Expect(HttpStatusCode.Accepted);
        await city.PassUntilAsync(moment + TimeSpan.FromHours(1));

        Assert.Equal("Rejected", await StatusAsync(address));
        Assert.DoesNotContain(await city.FeedAsync("/api/alerts/testing/feed"), entry => Text(entry).Contains("Not to be read", StringComparison.Ordinal));
    }

    /// <summary>The author has the approver reminded, who hands it over; neither the author nor someone else's editor may take it.</summary>
    [Fact]
    public async Task Draft_RemindedAndHandedOver_IsApprovedByTheReceiver()
    {
        var (address, _) = await DraftAsync("Handed over");
        var (mail, user) = Asked("Handed over");
        var assignment = mail.Link!.AbsolutePath[..mail.Link.AbsolutePath.LastIndexOf('/')];
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person(user).PostAsync($"{assignment}/remind", null, Cancellation)).Status);
        (await city.Person("pan").PostAsync($"{assignment}/remind", null, Cancellation)).Expect(HttpStatusCode.Accepted);
        var receivers = (await city.Person(user).GetAsync($"{assignment}/receivers", Cancellation)).Expect(HttpStatusCode.OK).Json
            .GetProperty("items").EnumerateArray().Select(receiver => receiver.GetProperty("id").GetString()!).ToList();
        Assert.DoesNotContain("pan", receivers);
        Assert.DoesNotContain(user, receivers);

        (await city.Person(user).PostAsync($"{assignment}/hand-over", new { to = receivers[0], reason = "On leave." }, Cancellation))
            .Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var handed = city.MailsTo(receivers[0]).Single(each => each.Text.Contains("On leave.", StringComparison.Ordinal));
        (await AnswerAsync(handed, receivers[0], "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Approved", await StatusAsync(address));
    }

    private async Task<(string Address, DateTimeOffset Moment)> DraftAsync(string title)
    {
        var moment = city.Clock.GetUtcNow().AddDays(1);
        var answer = (await city.Person("pan").PostAsync("/api/alerts", new
        {
            sectors = new[] { "testing" },
            title = new Dictionary<string, string> { ["zh-CN"] = $"快讯 {title}", ["en"] = title },
            text = new Dictionary<string, string> { ["zh-CN"] = "正文。", ["en"] = "Text." },
            publishAt = moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
        }, Cancellation)).Expect(HttpStatusCode.Created);
        await city.SettleAsync();
        return ($"/api/alerts/drafts/{answer.Json.GetProperty("id").GetString()}", DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds() + 1));
    }

    private (Mail Mail, string User) Asked(string title)
    {
        var mail = city.Mailbox.All().Single(mail => mail.Link?.AbsolutePath.Contains("/assignments/alert.", StringComparison.Ordinal) == true
            && mail.Text.Contains(title, StringComparison.Ordinal));
        return (mail, city.App.DevUsers.Single(user => user.Value.Email == mail.To).Key);
    }

    private Task<Answer> AnswerAsync(Mail mail, string user, string decision) =>
        city.Person(user).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment = "Seen." }, Cancellation);

    private async Task<string> StatusAsync(string address) =>
        (await city.Person("pan").GetAsync(address, Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString()!;

    private static string Text(System.ServiceModel.Syndication.SyndicationItem entry) =>
        $"{entry.Title.Text} {((System.ServiceModel.Syndication.TextSyndicationContent)entry.Content).Text}";
}
