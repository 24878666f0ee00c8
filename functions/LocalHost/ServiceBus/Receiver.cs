using Azure.Messaging.ServiceBus;
using LocalHost.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

/// <summary>A subscriber's handler and how it wants its messages.</summary>
/// <param name="Entity">"queue" or "topic/subscription".</param>
internal sealed record Receiver(
    string Entity,
    int MaxConcurrentCalls,
    bool AutoComplete,
    TimeSpan AutoRenewal,
    Func<ServiceBusReceivedMessage, ServiceBusMessageActions, CancellationToken, Task> Handler,
    CancellationToken Stopping)
{
    /// <summary>Calls the handler; completes after success, abandons after a failure, unless the handler settled the message itself.</summary>
    public async Task HandleAsync(LocalQueue queue, ServiceBusReceivedMessage message, ILogger logger)
    {
        using var span = MessageSpans.Process(Entity, message);
        try
        {
            await Handler(message, new LocalMessageActions(queue), Stopping);
            if (AutoComplete) Settle(queue, message, Settlement.Completed, logger);
        }
        catch (Exception failure)
        {
            // The host boundary: the failure is kept as one more delivery of the message.
            span.Failed(failure);
            logger.LogError(failure, "Message {MessageId} failed at delivery {Count}.", message.MessageId, message.DeliveryCount);
            Settle(queue, message, Settlement.Abandoned, logger);
        }
    }

    private static void Settle(LocalQueue queue, ServiceBusReceivedMessage message, Settlement settlement, ILogger logger)
    {
        try
        {
            if (queue.IsLocked(message)) queue.Settle(message, settlement);
        }
        catch (Exception failure) when (failure is ServiceBusException or SqliteException or ObjectDisposedException)
        {
            logger.LogWarning(
                failure, "Message {MessageId} could not be completed or abandoned and will be delivered again.", message.MessageId);
        }
    }
}
