using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>Senders to the embedded broker. As with Azure, an unknown name fails at the first send, not here.</summary>
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

    public override ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }
}
