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
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Subscriptions;

/// <summary>Runs of the daily digest that were lost: the tick, or the fact that begins it.</summary>
public sealed class DigestTimerTests
{
    private readonly SubscriptionBench subscribers = new();
    private readonly StoreUnderTest digests = new(DigestAggregate.Kind);
    private readonly AlertStore alerts;
    private readonly DigestOnFacts onFacts;
    private readonly DigestOnMessages onMessages;
    private readonly PlayedBroker broker;

    public DigestTimerTests()
    {
        alerts = new AlertStore(subscribers.Bench.Tables);
        var bus = subscribers.Bench.Bus.Client;
        var digest = new SendDigest(
            digests.Store, subscribers.Bench.Lists, new NewestAlerts(alerts), subscribers.Letters, subscribers.Sender, bus)
        {
            PageSize = 2,
        };
        (onFacts, onMessages) = (new DigestOnFacts(digest), new DigestOnMessages(digest));
        broker = new PlayedBroker(subscribers.Bench.Bus, subscribers.Bench.Time);
        // 09:20 Asia/Shanghai, when the timer ticks.
        digests.Time.Advance(TimeSpan.FromMinutes(20));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticks_Missed_AreMadeUpByTheNextOne()
    {
        await subscribers.SubscribeAsync("daily@example.com", null, AlertFrequency.Daily, "it");
        await TickAsync();
        await PublishAsync("tuesday", 1);
        await PublishAsync("wednesday", 2);

        digests.Time.Advance(TimeSpan.FromDays(3));
        await TickAsync();
        await TickAsync();

        Assert.Equal(["- tuesday", "- wednesday"], await NewsAsync());
    }

    [Fact]
    public async Task Fact_NotPublishedWithTheTick_IsMadeUpByTheSweep()
    {
        await subscribers.SubscribeAsync("daily@example.com", null, AlertFrequency.Daily, "it");
        await PublishAsync("sunday", 0);
        digests.Bus.Broken = Topology.Facts;
        await TickAsync();
        Assert.DoesNotContain(Begun, fact => fact.MessageId.StartsWith("digest-Daily", StringComparison.Ordinal));

        digests.Time.Advance(TimeSpan.FromHours(1));
        await digests.SweepAsync();

        Assert.Equal(["- sunday"], await NewsAsync());
    }

    /// <summary>The broker put a page aside after all its attempts: the next tick sends the digest again, under ids of its own.</summary>
    [Fact]
    public async Task Page_PutAside_IsMadeUpAndReachesEachOnce()
    {
        for (var i = 0; i < 5; i++) await subscribers.SubscribeAsync($"daily{i}@example.com", null, AlertFrequency.Daily, "it");
        await PublishAsync("sunday", 0);
        await TickAsync();
        await TakeFactsAsync();
        var first = subscribers.Bench.Bus.To(Topology.Digests)[0];
        await onMessages.SendAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(first.Body, first.MessageId), Cancellation);
        // Its second page is lost.
        var gone = subscribers.Bench.Bus.To(Topology.Digests).Select(message => message.MessageId).ToHashSet();

        digests.Time.Advance(TimeSpan.FromHours(3));
        await TickAsync();
        await TakeFactsAsync();
        while (subscribers.Bench.Bus.To(Topology.Digests).FirstOrDefault(message => gone.Add(message.MessageId)) is { } next)
        {
            await onMessages.SendAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(next.Body, next.MessageId), Cancellation);
        }

        Assert.Equal(5, subscribers.Bench.Bus.To(Topology.DigestLetters).DistinctBy(letter => letter.MessageId)
            .SelectMany(PostOffice.LettersOf).Count());
        digests.Time.Advance(TimeSpan.FromHours(3));
        await TickAsync();
        Assert.Single(Begun, fact =>
            fact.Subject == nameof(DigestResumed) && fact.MessageId.StartsWith("digest-Daily", StringComparison.Ordinal));
    }

    private IEnumerable<ServiceBusMessage> Begun => digests.Bus.To(Topology.Facts);

    private async Task TickAsync()
    {
        await new DigestTimer(digests.Store, digests.Time).BeginAsync(new TimerInfo(), Cancellation);
        await digests.Afterwork.EndAsync(Cancellation);
    }

    private Task PublishAsync(string id, int day)
    {
        var at = new DateTimeOffset(2026, 3, 2, 1, 5, 0, TimeSpan.Zero).AddDays(day);
        var item = new AlertItem(id, AlertItemKind.GuideOpened, at, new LocalizedText(id, id), null);
        return alerts.AddAlertAsync("it", item, BeijingTime.Day(at), at, Cancellation);
    }

    /// <summary>The lines of all letters, each letter once.</summary>
    private async Task<IEnumerable<string>> NewsAsync()
    {
        await TakeFactsAsync();
        await broker.QueueAsync(Topology.Digests, message => onMessages.SendAsync(message, Cancellation));
        return subscribers.Bench.Bus.To(Topology.DigestLetters).DistinctBy(letter => letter.MessageId)
            .SelectMany(PostOffice.LettersOf).SelectMany(letter => letter.Values["news"].Split('\n'))
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal));
    }

    private async Task TakeFactsAsync()
    {
        foreach (var fact in Begun.ToList())
        {
            var message = ServiceBusModelFactory.ServiceBusReceivedMessage(fact.Body, fact.MessageId, subject: fact.Subject);
            await onFacts.OnFactAsync(message, Cancellation);
        }
    }
}
