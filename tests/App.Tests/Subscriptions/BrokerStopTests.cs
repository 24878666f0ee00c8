using System.Text.Json;
using App.Tests.Fixtures;
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
        // One message is the canary's.
        await StopAfterEachAsync(Subscribers + Pages + 1, async (bus, played) =>
        {
            var fanOut = new FanOut(Bench.Lists, subscribers.Letters, new LetterSender(bus.Client), bus.Client) { PageSize = 4 };
            var on = new FanOutOnMessages(fanOut);
            await played.UntilDoneAsync(() => on.BeginAsync(Published(), Cancellation));
            await played.QueueAsync(Topology.FanOut, message => on.BringAsync(message, Cancellation));
            return bus.To(Topology.UrgentLetters);
        });
    }

    [Fact]
    public async Task Digest_BrokerStopsAfterEachMessage_ReachesEachSubscriberOnce()
    {
        await SubscribeAllAsync(null, AlertFrequency.Daily);
        var alerts = new AlertStore(Bench.Tables);
        var item = new AlertItem("new", AlertItemKind.GuideOpened, Until, Text, null);
        await alerts.AddAlertAsync("it", item, BeijingTime.Day(Until), Until, Cancellation);
        await StopAfterEachAsync(Subscribers + Pages, async (bus, played) =>
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

    private static async Task StopAfterEachAsync(
        int messages, Func<MemoryBus, PlayedBroker, Task<IReadOnlyList<ServiceBusMessage>>> play)
    {
        for (var taken = 0; taken <= messages; taken++)
        {
            var bus = new MemoryBus { Remaining = taken };
            var played = new PlayedBroker(bus);
            var letters = await play(bus, played);

            Assert.Equal(taken < messages ? 1 : 0, played.Stops);
            // A letter's id is its MessageId: the broker and the postman drop the second.
            var arrived = letters.DistinctBy(letter => letter.MessageId).Select(Read).Where(letter => letter.Canary is null).ToList();
            Assert.Equal(Subscribers, arrived.Count);
            Assert.Equal(Subscribers, arrived.Select(letter => letter.Email).Distinct().Count());
            Assert.All(letters, letter => Assert.Equal(letter.MessageId, Read(letter).Id));
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

    private static Letter Read(ServiceBusMessage message) => JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!;
}
