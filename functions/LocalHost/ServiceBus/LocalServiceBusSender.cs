using Azure.Messaging.ServiceBus;
using LocalHost.Telemetry;

namespace LocalHost.ServiceBus;

/// <summary>Sends to one queue or topic, one message or several at once. What was sent is durable when the task completes.</summary>
internal sealed class LocalServiceBusSender(LocalServiceBus bus, string queueOrTopic) : ServiceBusSender
{
    private bool closed;

    public override string EntityPath => queueOrTopic;

    public override bool IsClosed => closed;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        SendMessagesAsync([message], cancellationToken);

    // Synchronous behind its signature: SQLite has no other way. A failure is the task's.
    public override async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(closed, this);
        var all = messages.ToList();
        using var span = MessageSpans.Send(queueOrTopic, all);
        bus.Send(queueOrTopic, all);
    }

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
}
