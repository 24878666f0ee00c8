using Azure.Messaging.ServiceBus;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Mail;

/// <summary>Receives letters; what cannot be delivered is tried again by the queue and dead-lettered in the end.</summary>
public sealed class LetterOnMessages(
    Postman postman, DeliverBatch batches, RememberedDays remembered, ILogger<LetterOnMessages> logger)
{
    [Function("Letters_Send")]
    public Task SendAsync(
        [ServiceBusTrigger(Topology.Letters, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation) => DeliverAsync(message, cancellation);

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

    private async Task DeliverAsync(ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        var first = BeijingTime.Day(FirstSent.Of(message));
        if (message.Subject == LetterBatch.Subject)
        {
            var batch = JsonMessage.Read<LetterBatch>(message);
            // A page of subscribers that came again makes a message that is new, about what is not.
            if (IsKnown(batch.SentOn < first ? batch.SentOn.Value : first, message)) await batches.RunAsync(batch, cancellation);
        }
        else if (IsKnown(first, message)) await postman.DeliverAsync(JsonMessage.Read<Letter>(message), cancellation);
    }

    private bool IsKnown(DateOnly day, ServiceBusReceivedMessage message)
    {
        if (remembered.IsKnown(day)) return true;
        logger.LogWarning(
            "{Message}, {Subject}, first sent on {Day}, is too old to be delivered", message.MessageId, message.Subject, day);
        return false;
    }
}
