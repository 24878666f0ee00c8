using System.Net;
using System.Web;
using LocalHost.Demo;
using MimeKit;

namespace Scenarios.Subscriptions;

/// <summary>From the public page to the last letter.</summary>
public sealed class SubscriberTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Address = "reader@example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscriber_FromPageToOneClick_GetsEachWarningOnce()
    {
        using var browser = BrowserForms.Anonymous(city.App.BaseAddress);

        // Asked twice; the second asks the address once more.
        for (var i = 0; i < 2; i++)
        {
            var form = (await PageForm.OpenAsync(browser, "/subscribe", "/subscribe"))
                .Fill("address", Address).Fill("sectors", "testing").Fill("warnings", "Yellow").Fill("alerts", "Never");
            Assert.Contains("Received.", (await form.SendAsync()).Body!.TextContent, StringComparison.Ordinal);
            await city.SettleAsync();
        }

        // Not confirmed: nothing is sent. What opens the link changes nothing.
        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("before"));
        var asked = Letters(city, Address, "subscription-confirm");
        Assert.Equal(2, asked.Count);
        foreach (var letter in asked) (await browser.GetAsync(letter.Link!.PathAndQuery, Cancellation)).EnsureSuccessStatusCode();
        Assert.Empty(Warnings);

        var confirm = await PageForm.OpenAsync(browser, asked[0].Link!.PathAndQuery, null);
        Assert.Contains("confirmed", (await confirm.SendAsync()).Body!.TextContent, StringComparison.Ordinal);
        await city.SettleAsync();

        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("within"));
        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("low", "Blue"));
        await warning.ChangeAsync("escalate", new { level = "Orange" });
        (await warning.CancelAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(
            [
                "Orange warning cancelled: Long lead times within", "Orange warning updated: Long lead times within",
                "Yellow warning issued: Long lead times within",
            ],
            Warnings.Select(letter => letter.Subject).Order());

        // The letter's page changes what is sent; the one click ends it, also when it is repeated.
        var last = Warnings[0];
        var page = await PageForm.OpenAsync(browser, last.Link!.PathAndQuery, $"/subscriptions/{last.Link.Segments[^1]}");
        page.Fill("warnings", "Red");
        Assert.Contains("Saved.", (await page.SendAsync()).Body!.TextContent, StringComparison.Ordinal);
        var click = OneClick(last);
        for (var i = 0; i < 2; i++)
        {
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            using var answer = await browser.PostAsync(click.PathAndQuery, body, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await city.SettleAsync();
        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("after", "Red"));
        Assert.Equal(3, Warnings.Count);
        using var over = await browser.GetAsync(last.Link.PathAndQuery, Cancellation);
        Assert.Equal(HttpStatusCode.Gone, over.StatusCode);
    }

    [Fact]
    public async Task Request_OfASubscribedAddress_IsAnsweredLikeAnyOther()
    {
        var body = new { address = "other@example.com", sectors = new[] { "it" }, alerts = "Immediate", language = "Chinese" };
        var first = (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var second = (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);

        Assert.Equal(first.Body, second.Body);
        var link = city.Mailbox.All().First(mail => mail.To == "other@example.com").Link!;
        using var browser = BrowserForms.Anonymous(city.App.BaseAddress);
        await (await PageForm.OpenAsync(browser, link.PathAndQuery, null)).SendAsync();
        var third = (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal(first.Body, third.Body);
        Assert.Single(Letters(city, "other@example.com", "subscription-exists"));
        var end = $"/api/subscriptions/{link.Segments[^2].Trim('/')}/unsubscribe";
        Assert.Equal("invalid-callback", (await city.Person(null).PostAsync(
            $"{end}?token=x", null, Cancellation)).Expect(HttpStatusCode.Forbidden).Problem);
        // The link to confirm ends nothing.
        Assert.Equal("invalid-callback", (await city.Person(null).PostAsync(
            $"{end}{link.Query}", null, Cancellation)).Expect(HttpStatusCode.Forbidden).Problem);
    }

    [Fact]
    public async Task Digest_OnMonday_HasTheMorningsNewsOnce()
    {
        // The day before the guides open; the next one is a Monday.
        await using var early = await CityUnderTest.StartAsync(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        await SubscribeAsync(early, "daily@example.com", "Daily");
        await SubscribeAsync(early, "weekly@example.com", "Weekly");
        await SubscribeAsync(early, "each@example.com", "Immediate");

        await early.PassUntilAsync(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8)));
        await early.TickAsync("Digests_Begin");

        foreach (var address in new[] { "daily@example.com", "weekly@example.com" })
        {
            var letter = Assert.Single(Letters(early, address, "digest."));
            Assert.Equal("Industry alerts to 2026-03-02", letter.Subject);
            // Two sectors have the guide, and the letter has it once.
            Assert.Single(letter.Text.Split('\n'), line => line.Contains("/programmes/special-fund-rd", StringComparison.Ordinal));
        }

        // Whoever wants each item by itself has it in a letter.
        Assert.Single(
            Letters(early, "each@example.com", ""),
            letter => letter.Text.Contains("/programmes/special-fund-rd", StringComparison.Ordinal));
    }

    private static async Task SubscribeAsync(CityUnderTest city, string address, string alerts)
    {
        var body = new { address, sectors = new[] { "it", "testing" }, alerts, language = "English" };
        (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var link = city.Mailbox.All().Single(mail => mail.To == address).Link!;
        using var browser = BrowserForms.Anonymous(city.App.BaseAddress);
        await (await PageForm.OpenAsync(browser, link.PathAndQuery, null)).SendAsync();
        await city.SettleAsync();
    }

    /// <summary>Those about warnings have their messages' ids.</summary>
    private IReadOnlyList<Mail> Warnings =>
        [.. Letters(city, Address, "").Where(mail => mail.Subject.Contains("warning", StringComparison.Ordinal))];

    private static IReadOnlyList<Mail> Letters(CityUnderTest city, string address, string id) =>
        [.. city.Mailbox.All().Where(mail => mail.To == address && mail.Id.StartsWith(id, StringComparison.Ordinal))];

    /// <summary>The address of the header List-Unsubscribe.</summary>
    private Uri OneClick(Mail mail)
    {
        using var message = MimeMessage.Load(Path.Combine(city.Options.MailFolder, $"{mail.Id}.eml"));
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers[HeaderId.ListUnsubscribePost]);
        var uri = new Uri(message.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        Assert.Equal(mail.Token, HttpUtility.ParseQueryString(uri.Query)["token"]);
        return uri;
    }
}
