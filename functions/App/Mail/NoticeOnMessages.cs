using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Mail;

/// <summary>Receives notices; what cannot be delivered is tried again by the queue and dead-lettered in the end.</summary>
public sealed class NoticeOnMessages(Postman postman)
{
    [Function("Notifications_Send")]
    public Task SendAsync(
        [ServiceBusTrigger(Topology.Notifications, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
            CancellationToken cancellation) =>
        postman.DeliverAsync(Read(message), cancellation);

    private static Notice Read(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<Notice>(message.Body, AppJson.Options) ?? throw new JsonException("The message has no notice.");
}
