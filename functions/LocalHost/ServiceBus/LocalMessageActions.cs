using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.ServiceBus;

/// <summary>A handler's own settling of its message. A lost lock is a <see cref="ServiceBusException"/> with MessageLockLost.</summary>
internal sealed class LocalMessageActions(LocalQueue queue) : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.Completed, cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        Settle(message, Settlement.Abandoned with { Changes = propertiesToModify }, cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        Settle(message, new(StoredState.DeadLettered, propertiesToModify, deadLetterReason, deadLetterErrorDescription), cancellationToken);

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        Settle(message, new(StoredState.Deferred, propertiesToModify), cancellationToken);

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Inline.Run(() => queue.Renew(message), cancellationToken);

    private Task Settle(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken cancellation) =>
        Inline.Run(() => queue.Settle(message, settlement), cancellation);
}
