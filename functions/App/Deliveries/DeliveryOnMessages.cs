using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Subscriptions;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Deliveries;

/// <summary>Takes what is published, the pages of its webhooks, and calls to their lines.</summary>
public sealed class DeliveryOnMessages(SendBulletin bulletins, SendLine lines, CanaryStore canaries)
{
    [Function("Deliveries_Begin")]
    public Task BeginAsync(
        [ServiceBusTrigger(Topology.Bulletins, Topology.WebhooksSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        FanOutPage.Of(message) is { } first ? bulletins.AskAsync(first, cancellation) : Task.CompletedTask;

    [Function("Deliveries_FanOut")]
    public Task BringAsync(
        [ServiceBusTrigger(Topology.WebhookPages, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) =>
        bulletins.BringAsync(JsonMessage.Read<FanOutPage>(message), cancellation);

    [Function("Deliveries_SendUrgent")]
    public Task SendUrgentAsync(
        [ServiceBusTrigger(Topology.UrgentDeliveries, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => SendAsync(message, cancellation);

    [Function("Deliveries_SendWarning")]
    public Task SendWarningAsync(
        [ServiceBusTrigger(Topology.WarningDeliveries, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => SendAsync(message, cancellation);

    [Function("Deliveries_SendBulk")]
    public Task SendBulkAsync(
        [ServiceBusTrigger(Topology.BulkDeliveries, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => SendAsync(message, cancellation);

    [Function("Deliveries_SendLate")]
    public Task SendLateAsync(
        [ServiceBusTrigger(Topology.LateDeliveries, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => SendAsync(message, cancellation);

    private Task SendAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        var call = JsonMessage.Read<LineCall>(message);
        return call.Canary is { } bulletin
            ? canaries.EndAsync(bulletin, CanaryChannel.Webhook, cancellation) : lines.RunAsync(call.Webhook, cancellation);
    }
}
