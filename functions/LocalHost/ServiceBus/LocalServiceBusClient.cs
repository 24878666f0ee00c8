using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>
/// Senders to the embedded broker, and receivers of its dead letters. As with Azure, an unknown name fails at the first send, not here.
/// </summary>
internal sealed class LocalServiceBusClient(LocalServiceBus bus) : ServiceBusClient
{
    private bool closed;

    public override bool IsClosed => closed;

    public override ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        return new LocalServiceBusSender(bus, queueOrTopicName);
    }

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        Receiver(queueName, options);

    public override ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        Receiver($"{topicName}/{subscriptionName}", options);

    private LocalDeadLetterReceiver Receiver(string path, ServiceBusReceiverOptions options)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return options is { SubQueue: SubQueue.DeadLetter, ReceiveMode: ServiceBusReceiveMode.PeekLock }
            ? new LocalDeadLetterReceiver(bus, path)
            : throw new NotSupportedException("LocalHost delivers by triggers; a receiver takes dead letters alone.");
    }

    public override ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }
}
