using Azure.Messaging.ServiceBus;
using LocalHost.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

/// <summary>A subscriber's handler and how it wants its messages.</summary>
/// <param name="Entity">"queue" or "topic/subscription".</param>
internal sealed record Receiver(
    string Entity,
    int MaxConcurrentCalls,
    TimeSpan AutoRenewal,
    Func<ServiceBusReceivedMessage, CancellationToken, Task> Handler,
    CancellationToken Stopping)
{
    /// <summary>Calls the handler; completes the message after success, abandons it after a failure.</summary>
    public async Task HandleAsync(LocalQueue queue, MessageLock held, ILogger logger)
    {
        var message = held.Message.ToReceived();
        using var span = MessageSpans.Process(Entity, message);
        var succeeded = false;
        try
        {
            await Handler(message, Stopping);
            succeeded = true;
        }
        catch (Exception failure)
        {
            // The host boundary: the failure is kept as one more delivery of the message.
            span.Failed(failure);
            logger.LogError(failure, "Message {MessageId} failed at delivery {Count}.", message.MessageId, message.DeliveryCount);
        }

        try
        {
            queue.Settle(held, succeeded);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            logger.LogWarning(
                failure, "Message {MessageId} could not be completed or abandoned and will be delivered again.", message.MessageId);
        }
    }
}
