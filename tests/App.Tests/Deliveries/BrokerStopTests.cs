using App.Tests.Fixtures;
using FunctionsApp.Deliveries;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Deliveries;

/// <summary>The broker stops in the middle of a bulletin's pages of webhooks, after each number of messages, and comes back.</summary>
public sealed class BrokerStopTests : IDisposable
{
    private const int Webhooks = 11;
    private const int Pages = 3;

    private readonly DeliveryBench bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Warning_BrokerStopsAfterEachMessage_IsInEachLineOnceAndEachIsCalled()
    {
        var ids = new List<string>();
        for (var i = 0; i < Webhooks; i++) ids.Add(await RegisterAsync(i));
        // One call is the canary's.
        const int messages = Webhooks + Pages + 1;
        for (var taken = 0; taken <= messages; taken++)
        {
            var bus = new MemoryBus { Remaining = taken };
            var played = new PlayedBroker(bus, bench.Bench.Time);
            var choose = new ChooseDeliveries(new WriteEvent(new PublicAddress(new ConfigurationBuilder().Build())));
            var bulletins = new SendBulletin(
                bench.Bench.Lists, choose, bench.Lines, new LineCaller(bus.Client), bus.Client, bench.Bench.Time) { PageSize = 4 };
            // Its line and its worker are other tests' matter.
            var on = new DeliveryOnMessages(bulletins, null!, null!);

            await played.UntilDoneAsync(() => bulletins.AskAsync(bench.Page($"w{taken}", WarningLevel.Red), Cancellation));
            await played.QueueAsync(Topology.WebhookPages, message => on.BringAsync(message, Cancellation));

            Assert.Equal(taken < messages ? 1 : 0, played.Stops);
            Assert.Equal(Webhooks + 1, bus.To(Topology.UrgentDeliveries).Select(call => call.MessageId).Distinct().Count());
        }

        foreach (var id in ids)
        {
            var page = await bench.Lines.PageAsync(id, state: null, cursor: null, size: 1000, Cancellation);
            var items = page.Items.Select(delivery => delivery.Item).ToList();
            Assert.Equal(messages + 1, items.Count);
            Assert.Equal(messages + 1, items.Distinct().Count());
        }
    }

    private async Task<string> RegisterAsync(int number)
    {
        var (url, now) = (new Uri($"https://receiver{number}.example/hook"), bench.Bench.Time.GetUtcNow());
        var stored = await bench.Bench.Store.PutAsync(
            WebhookAggregate.Kind, Webhook.IdOf("lin", url),
            current => RegisterWebhook.Decide(
                current, new WebhookOwner("lin", "lin@example.com", Language.English), url,
                new WebhookChoice(["it"], WarningLevel.Blue, Alerts: true, Exercises: false), "secret", now),
            Cancellation);
        return stored.State.Id;
    }
}
