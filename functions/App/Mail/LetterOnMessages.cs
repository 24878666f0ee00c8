using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Mail;

/// <summary>Receives letters; what cannot be delivered is tried again by the queue and dead-lettered in the end.</summary>
public sealed class LetterOnMessages(Postman postman, DeliverBatch batches)
{
    [Function("Letters_Send")]
    public Task SendAsync(
        [ServiceBusTrigger(Topology.Letters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
            CancellationToken cancellation) =>
        postman.DeliverAsync(JsonMessage.Read<Letter>(message), cancellation);

    [Function("Letters_SendUrgent")]
    public Task SendUrgentAsync(
        [ServiceBusTrigger(Topology.UrgentLetters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => DeliverAsync(message, cancellation);

    [Function("Letters_SendWarning")]
    public Task SendWarningAsync(
        [ServiceBusTrigger(Topology.WarningLetters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => DeliverAsync(message, cancellation);

    [Function("Letters_SendBulk")]
    public Task SendBulkAsync(
        [ServiceBusTrigger(Topology.BulkLetters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => DeliverAsync(message, cancellation);

    [Function("Letters_SendDigest")]
    public Task SendDigestAsync(
        [ServiceBusTrigger(Topology.DigestLetters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => DeliverAsync(message, cancellation);

    private Task DeliverAsync(ServiceBusReceivedMessage message, CancellationToken cancellation) =>
        message.Subject == LetterBatch.Subject
            ? batches.RunAsync(JsonMessage.Read<LetterBatch>(message), cancellation)
            : postman.DeliverAsync(JsonMessage.Read<Letter>(message), cancellation);
}
