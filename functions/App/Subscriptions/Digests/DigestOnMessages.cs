using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>Takes the pages of a digest's subscribers.</summary>
public sealed class DigestOnMessages(SendDigest digest)
{
    [Function("Digests_Send")]
    public Task SendAsync(
        [ServiceBusTrigger(Topology.Digests, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) =>
        digest.BringAsync(JsonMessage.Read<DigestPage>(message), cancellation);
}
