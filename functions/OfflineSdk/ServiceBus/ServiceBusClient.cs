// Stands in for Azure.Messaging.ServiceBus 7.21.0, which has no nullable annotations.
#nullable disable
using Azure.Core;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusClient : IAsyncDisposable
{
    protected ServiceBusClient() { }

    public ServiceBusClient(string connectionString) => throw Offline.NoBroker();

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) => throw Offline.NoBroker();

    public virtual string FullyQualifiedNamespace { get; }

    public virtual bool IsClosed { get; private set; }

    public virtual string Identifier { get; }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw Offline.NoBroker();

    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}

internal static class Offline
{
    internal static PlatformNotSupportedException NoBroker() =>
        new("OfflineSdk declares Service Bus only and has no broker: derive from the type (protected constructor) or build with -p:AzurePackages=true.");
}
