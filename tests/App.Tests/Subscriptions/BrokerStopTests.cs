using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Mail;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Subscriptions.Digests;
using FunctionsApp.Warnings;

namespace App.Tests.Subscriptions;

/// <summary>The broker stops in the middle of a fan-out, after each number of messages, and comes back.</summary>
public sealed class BrokerStopTests
{
    private const int Subscribers = 11;
    private const int Pages = 3;

    private static readonly DateTimeOffset Until = new(2026, 3, 2, 1, 10, 0, TimeSpan.Zero);
    private static readonly LocalizedText Text = new("断供风险", "Supply risk");

    private readonly SubscriptionBench subscribers = new();

    private StoreUnderTest Bench => subscribers.Bench;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Warning_BrokerStopsAfterEachMessage_ReachesEachSubscriberOnce()
    {
        await SubscribeAllAsync(WarningLevel.Blue, AlertFrequency.Never);
        // A batch of letters for each page; one message is the canary's.
        await StopAfterEachAsync(Pages + Pages + 1, async (bus, played) =>
        {
            var fanOut = new FanOut(Bench.Lists, subscribers.Letters, new LetterSender(bus.Client), bus.Client) { PageSize = 4 };
            var on = new FanOutOnMessages(fanOut);
            await played.UntilDoneAsync(() => on.BeginAsync(Published(), Cancellation));
            await played.QueueAsync(Topology.FanOut, message => on.BringAsync(message, Cancellation));
            return bus.To(Topology.UrgentLetters);
        });
    }

    [Fact]
    public async Task Alert_BrokerStopsAfterEachMessage_ReachesEachSubscriberOnce()
    {
        var choice = new SubscriptionChoice(["it", "biotech"], null, AlertFrequency.Immediate, Language.English)
        {
            Deadlines = ["award"],
        };
        for (var i = 0; i < Subscribers; i++)
        {
            // Every other one by the sector's list, the rest by the programme's.
            await subscribers.SubscribeAsync($"reader{i}@example.com", i % 2 == 0 ? choice : choice with { Deadlines = null });
        }

        var item = new AlertItem("f1", AlertItemKind.GuideClosing, Until, Text, null) { Programme = "award", Sectors = ["it", "biotech"] };
        // Pages: three of each sector, two of the programme, of which both alerts ask for the first. Letters: of the first sector and the
        // programme alone.
        await StopAfterEachAsync(Pages + Pages + 3 + Pages + 2, async (bus, played) =>
        {
            var fanOut = new FanOut(Bench.Lists, subscribers.Letters, new LetterSender(bus.Client), bus.Client) { PageSize = 4 };
            var on = new FanOutOnMessages(fanOut);
            foreach (var sector in new[] { "it", "biotech" })
            {
                var alert = new Alert(sector, BeijingTime.Day(Until), 1, Until, [item]);
                await played.UntilDoneAsync(() => fanOut.BeginAsync(new FanOutPage(alert.Id, sector, null, Alert: alert), Cancellation));
            }

            await played.QueueAsync(Topology.FanOut, message => on.BringAsync(message, Cancellation));
            return bus.To(Topology.BulkLetters);
        });
    }

    [Fact]
    public async Task Digest_BrokerStopsAfterEachMessage_ReachesEachSubscriberOnce()
    {
        await SubscribeAllAsync(null, AlertFrequency.Daily);
        var alerts = new AlertStore(Bench.Tables);
        var item = new AlertItem("new", AlertItemKind.GuideOpened, Until, Text, null);
        await alerts.AddAlertAsync("it", item, BeijingTime.Day(Until), Until, Cancellation);
        await StopAfterEachAsync(Pages + Pages, async (bus, played) =>
        {
            var digest = new SendDigest(
                Bench.Store, Bench.Lists, new NewestAlerts(alerts), subscribers.Letters, new LetterSender(bus.Client), bus.Client)
            {
                PageSize = 4,
            };
            var first = new DigestPage(AlertFrequency.Daily, Until.AddDays(-1), Until, null);
            await played.UntilDoneAsync(() => digest.AskAsync(first, Cancellation));
            await played.QueueAsync(Topology.Digests, message => new DigestOnMessages(digest).SendAsync(message, Cancellation));
            return bus.To(Topology.DigestLetters);
        });
    }

    private async Task StopAfterEachAsync(
        int messages, Func<MemoryBus, PlayedBroker, Task<IReadOnlyList<ServiceBusMessage>>> play)
    {
        for (var taken = 0; taken <= messages; taken++)
        {
            var bus = new MemoryBus { Remaining = taken };
            var played = new PlayedBroker(bus, Bench.Time);
            var letters = await play(bus, played);

            Assert.Equal(taken < messages ? 1 : 0, played.Stops);
            // The id of a batch is its MessageId, that of another letter as well: the broker drops the second.
            var arrived = letters.DistinctBy(letter => letter.MessageId).SelectMany(PostOffice.LettersOf)
                .Where(letter => letter.Canary is null).ToList();
            Assert.Equal(Subscribers, arrived.Count);
            Assert.Equal(Subscribers, arrived.Select(letter => letter.Email).Distinct().Count());
            Assert.All(letters, letter => Assert.Equal(letter.MessageId, PostOffice.IdOf(letter)));
            // Without the broker's help, as after a day, each is delivered once, too.
            var office = new PostOffice(new MemoryTables(), Bench.Time);
            foreach (var message in letters)
            {
                await office.OnMessages.SendUrgentAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(
                    message.Body, message.MessageId, subject: message.Subject, enqueuedTime: Bench.Time.GetUtcNow()), Cancellation);
            }

            Assert.Equal(Subscribers, office.Recipients.Count());
            Assert.Equal(Subscribers, office.Recipients.Distinct().Count());
        }
    }

    private async Task SubscribeAllAsync(WarningLevel? warnings, AlertFrequency alerts)
    {
        for (var i = 0; i < Subscribers; i++) await subscribers.SubscribeAsync($"reader{i}@example.com", warnings, alerts, "it");
    }

    private static ServiceBusReceivedMessage Published() => ServiceBusModelFactory.ServiceBusReceivedMessage(
        BinaryData.FromObjectAsJson(
            new WarningBulletin(
                "w1-1", "w1", 1, MessageType.Alert, WarningLevel.Red, "it", null, Text, Text, WarningTexts.Scheme, Until,
                Until.AddDays(7), new Uri("https://x.example/cap")),
            AppJson.Options),
        subject: "warning");
}
