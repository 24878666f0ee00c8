using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Shared;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Notifications;

/// <summary>Receives notices; what cannot be delivered is tried again by the queue and dead-lettered in the end.</summary>
public sealed class NoticeTriggers(Postman postman)
{
    [Function("Notifications_Send")]
    public Task SendAsync(
        [ServiceBusTrigger(Topology.Notifications, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        postman.DeliverAsync(Read(message), cancellation);

    private static Notice Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<Notice>(message.Body, AppJson.Options) ?? throw new JsonException("The message has no notice.");
}
