using System.Net;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Platform.Messaging;

/// <summary>The broker is silent or refuses: a caller is answered from what is committed, and the facts follow when it is back.</summary>
public sealed class BrokerOutageTests(CityWithBrokerOutage city) : IClassFixture<CityWithBrokerOutage>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_BrokerIsSilent_IsAnsweredWhileTheSenderWaits()
    {
        Task sending;
        string id;
        await using (var broker = new SilentBroker())
        {
            city.Diversion = broker.Client;

            // The sender would wait for an hour: an answer that waited for it would not come.
            id = await DraftAsync("Silent broker");
            await broker.Connected.WaitAsync(Cancellation);
            sending = city.App.Services.GetRequiredService<Afterwork>().EndAsync(Cancellation);

            Assert.False(sending.IsCompleted);
            Assert.Contains(id, (await city.Person("lin").GetAsync("/api/applications", Cancellation)).Body);
            city.Diversion = null;
        }

        await sending;
        await AssertArrivesBySweepAsync(id);
    }

    [Fact]
    public async Task Draft_BrokerRefuses_IsAnsweredAndTheFactArrivesBySweep()
    {
        await using var client = SilentBroker.Refused();
        city.Diversion = client;

        var id = await DraftAsync("Refusing broker");
        await city.App.Services.GetRequiredService<Afterwork>().EndAsync(Cancellation);

        city.Diversion = null;
        await AssertArrivesBySweepAsync(id);
    }

    private async Task<string> DraftAsync(string title)
    {
        var answer = await city.Person("lin").PostAsync("/api/applications", ApplicationUnderTest.Draft(title), Cancellation);
        return answer.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
    }

    private async Task AssertArrivesBySweepAsync(string id)
    {
        Assert.Empty(Arrived(id));
        await city.PassAsync(TimeSpan.FromHours(6));
        Assert.Equal([$"{id}-000000001"], Arrived(id));
    }

    private IEnumerable<string> Arrived(string id) =>
        city.Arrivals.Where(arrival => arrival.Entity == "facts" && arrival.Message.CorrelationId == id).Select(
            arrival => arrival.Message.MessageId[..^9]);
}
