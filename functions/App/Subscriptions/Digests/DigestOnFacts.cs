using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>Asks for the first page of a digest's subscribers.</summary>
/// <remarks>A fact may come twice: the page has its place as MessageId, and a letter its digest and subscription.</remarks>
public sealed class DigestOnFacts(SendDigest digest)
{
    [Function("Digests_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.DigestsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        FactPublisher.Read(message).Read() switch
        {
            DigestBegun begun => digest.AskAsync(new DigestPage(begun.Frequency, begun.From, begun.Until, null), cancellation),
            DigestResumed resumed => digest.AskAsync(
                new DigestPage(resumed.Frequency, resumed.From, resumed.Until, null, resumed.Attempt), cancellation),
            _ => Task.CompletedTask,
        };
}
