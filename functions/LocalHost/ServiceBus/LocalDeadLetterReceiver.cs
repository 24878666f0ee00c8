using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>Peeks and takes the dead letters of one queue or subscription. As with Azure, an unknown name fails at the first call.
/// </summary>
internal sealed class LocalDeadLetterReceiver(LocalServiceBus bus, string path) : ServiceBusReceiver
{
    private bool closed;

    public override string EntityPath => $"{path}/$DeadLetterQueue";

    public override bool IsClosed => closed;

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        Queue(cancellationToken).Peek(maxMessages, fromSequenceNumber ?? 0);

    /// <summary>What is there; it does not wait for more.</summary>
    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        Queue(cancellationToken).Take(maxMessages);

    public override async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Queue(cancellationToken).Complete(message);

    public override async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Queue(cancellationToken).Abandon(message);

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        closed = true;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }

    private DeadLetterQueue Queue(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(closed, this);
        return bus.DeadLetterQueue(path);
    }
}
