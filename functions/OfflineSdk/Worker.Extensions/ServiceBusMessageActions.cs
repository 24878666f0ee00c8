// Stands in for Microsoft.Azure.Functions.Worker.Extensions.ServiceBus 5.24.0.
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The real methods settle over gRPC with the Functions host; a local runtime overrides them.</summary>
public class ServiceBusMessageActions
{
    protected ServiceBusMessageActions() { }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Offline();

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) => throw Offline();

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => throw Offline();

    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) => throw Offline();

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Offline();

    private static PlatformNotSupportedException Offline() =>
        new("OfflineSdk declares ServiceBusMessageActions only: override this method or build with -p:AzurePackages=true.");
}
