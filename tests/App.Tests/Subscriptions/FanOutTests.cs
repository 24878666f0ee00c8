using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Mail;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace App.Tests.Subscriptions;

/// <summary>A bulletin and its many subscribers, page by page.</summary>
public sealed class FanOutTests
{
    private static readonly LocalizedText Text = new("断供风险", "Supply risk");

    private readonly SubscriptionBench subscribers = new();
    private readonly FanOut fanOut;

    public FanOutTests() => fanOut = new FanOut(Bench.Lists, subscribers.Letters, subscribers.Sender, Bench.Bus.Client);

    private StoreUnderTest Bench => subscribers.Bench;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bulletin_OfManySubscribers_ReachesEachOnceByPages()
    {
        for (var i = 0; i < 450; i++) await SubscribeAsync($"reader{i}@example.com");

        var pages = await BringAllAsync(Warning(WarningLevel.Red));

        Assert.Equal(3, pages);
        var sent = Bench.Bus.To(Topology.UrgentLetters);
        // The canary's letter is the last one. The others go in batches of 40 at most, five for a page of 200.
        Assert.Equal("w1-1", Read(sent[^1]).Canary);
        Assert.Equal(5 + 5 + 2 + 1, sent.Count);
        var letters = sent.Take(sent.Count - 1).SelectMany(PostOffice.LettersOf).ToList();
        Assert.Equal(450, letters.Count);
        Assert.Equal(450, letters.Select(letter => letter.Id).Distinct().Count());
        Assert.Equal(450, letters.Select(letter => letter.Email).Distinct().Count());
    }

    /// <summary>A crash after the letters and before the next page: the page comes again.</summary>
    [Fact]
    public async Task Page_Repeated_SendsTheSameLetters()
    {
        await SubscribeAsync("reader@example.com");
        var page = Warning(WarningLevel.Blue);

        await fanOut.BringAsync(page, Cancellation);
        await fanOut.BringAsync(page, Cancellation);

        var letters = Bench.Bus.To(Topology.WarningLetters);
        Assert.Equal(2, letters.Count);
        Assert.Single(letters.Select(letter => (letter.MessageId, $"{letter.Body}")).Distinct());
    }

    [Theory]
    [InlineData(WarningLevel.Blue, Topology.WarningLetters)]
    [InlineData(WarningLevel.Yellow, Topology.WarningLetters)]
    [InlineData(WarningLevel.Orange, Topology.UrgentLetters)]
    [InlineData(WarningLevel.Red, Topology.UrgentLetters)]
    public async Task Warning_ByItsLevel_HasItsQueue(WarningLevel level, string queue)
    {
        await SubscribeAsync("reader@example.com");
        await fanOut.BringAsync(Warning(level), Cancellation);
        Assert.Single(Bench.Bus.To(queue), letter => Read(letter).Canary is null);
    }

    [Fact]
    public async Task Subscriber_WhoEnded_IsOnNoPage()
    {
        var id = await SubscribeAsync("reader@example.com");
        await Bench.Store.ChangeSubscriptionAsync(id, state => EndSubscription.Decide(state, 1, Bench.Time.GetUtcNow()), Cancellation);

        await fanOut.BringAsync(Warning(WarningLevel.Red), Cancellation);

        Assert.All(Bench.Bus.To(Topology.UrgentLetters), letter => Assert.NotNull(Read(letter).Canary));
    }

    /// <summary>An item of two sectors' alerts, and one subscriber who wants the programme's deadlines and each item of a sector.</summary>
    [Fact]
    public async Task Deadline_OfAProgramme_ReachesWhoWantsItOnce()
    {
        await subscribers.SubscribeAsync("both@example.com", Wants(AlertFrequency.Immediate, "biotech", "award"));
        await subscribers.SubscribeAsync("programme@example.com", Wants(AlertFrequency.Never, "ip", "award", "alliance"));
        await subscribers.SubscribeAsync("other@example.com", Wants(AlertFrequency.Never, "biotech", "alliance"));
        var item = new AlertItem("f1", AlertItemKind.GuideClosing, DateTimeOffset.UnixEpoch, Text, "programmes/award")
        {
            Programme = "award",
        };
        foreach (var sector in new[] { "it", "biotech" })
        {
            var alert = new Alert(sector, new DateOnly(2026, 3, 2), 1, DateTimeOffset.UnixEpoch, [item]);
            await fanOut.BeginAsync(new FanOutPage(alert.Id, sector, null, Alert: alert), Cancellation);
        }

        var pages = Bench.Bus.To(Topology.FanOut).ToList();
        // The broker drops the second of the two pages of the programme: it has the MessageId of the first.
        Assert.Equal((4, 3), (pages.Count, pages.DistinctBy(page => page.MessageId).Count()));
        foreach (var page in pages)
        {
            await fanOut.BringAsync(JsonSerializer.Deserialize<FanOutPage>(page.Body, AppJson.Options)!, Cancellation);
        }

        var letters = Bench.Bus.To(Topology.BulkLetters).DistinctBy(letter => letter.MessageId).SelectMany(PostOffice.LettersOf).ToList();
        Assert.Equal(["both@example.com", "programme@example.com"], letters.Select(letter => letter.Email).Order());
        Assert.All(letters, letter => Assert.EndsWith("/programmes/award", letter.Values["page"], StringComparison.Ordinal));
    }

    private static SubscriptionChoice Wants(AlertFrequency alerts, string sector, params IReadOnlyList<string> deadlines) =>
        new SubscriptionChoice([sector], null, alerts, Language.English) { Deadlines = deadlines }.Ordered();

    /// <summary>Plays the queue of pages to its end; answers how many there were.</summary>
    private async Task<int> BringAllAsync(FanOutPage first)
    {
        await fanOut.AskAsync(first, Cancellation);
        var done = 0;
        for (; done < Bench.Bus.To(Topology.FanOut).Count; done++)
        {
            await fanOut.BringAsync(
                JsonSerializer.Deserialize<FanOutPage>(Bench.Bus.To(Topology.FanOut)[done].Body, AppJson.Options)!, Cancellation);
        }

        return done;
    }

    private Task<string> SubscribeAsync(string address) =>
        subscribers.SubscribeAsync(address, WarningLevel.Blue, AlertFrequency.Immediate, "it");

    private static FanOutPage Warning(WarningLevel level) => new("w1-1", "it", null, Warning: new WarningBulletin(
        "w1-1", "w1", 1, MessageType.Alert, level, "it", null, Text, Text, WarningTexts.Scheme, DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddDays(7), new Uri("https://x.example/cap")));

    private static Letter Read(ServiceBusMessage message) => Assert.Single(PostOffice.LettersOf(message));
}
