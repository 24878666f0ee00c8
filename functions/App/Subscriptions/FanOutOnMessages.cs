using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Subscriptions;

/// <summary>Takes what is published, and the pages of its subscribers.</summary>
public sealed class FanOutOnMessages(FanOut fanOut)
{
    [Function("Subscriptions_Begin")]
    public Task BeginAsync(
        [ServiceBusTrigger(Topology.Bulletins, Topology.SubscribersSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        FanOutPage.Of(message) is { } first ? fanOut.BeginAsync(first, cancellation) : Task.CompletedTask;

    [Function("Subscriptions_FanOut")]
    public Task BringAsync(
        [ServiceBusTrigger(Topology.FanOut, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) =>
        fanOut.BringAsync(JsonMessage.Read<FanOutPage>(message), cancellation);
}
