using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Deliveries;

/// <summary>Asks for a look at a webhook's line.</summary>
/// <param name="Webhook">Empty for the canary, which has no line.</param>
/// <param name="Canary">The bulletin that arrives with it at the canary; null for a webhook.</param>
public sealed record LineCall(string Webhook, string? Canary = null);

/// <summary>Calls workers to lines, each class by a queue of its own.</summary>
public sealed class LineCaller(ServiceBusClient bus)
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new();

    public Task CallAsync(string webhook, DeliveryClass each, string messageId, CancellationToken cancellation) => SendAsync(
        each switch
        {
            DeliveryClass.Urgent => Topology.UrgentDeliveries,
            DeliveryClass.Warning => Topology.WarningDeliveries,
            _ => Topology.BulkDeliveries,
        },
        new LineCall(webhook), messageId, cancellation);

    /// <summary>Brings an urgent bulletin to the canary by the queue that urgent deliveries take.</summary>
    public Task CallCanaryAsync(string bulletin, CancellationToken cancellation) =>
        SendAsync(Topology.UrgentDeliveries, new LineCall("", bulletin), Ids.From("canary", bulletin), cancellation);

    /// <summary>For a line that rested, or was left by a worker: once a minute.</summary>
    public Task CallLateAsync(string webhook, DateTimeOffset now, CancellationToken cancellation) =>
        SendAsync(
            Topology.LateDeliveries, new LineCall(webhook), Ids.From("late", webhook, $"{now.UtcTicks / TimeSpan.TicksPerMinute}"),
            cancellation);

    private Task SendAsync(string queue, LineCall call, string messageId, CancellationToken cancellation) =>
        senders.GetOrAdd(queue, bus.CreateSender).SendMessageAsync(JsonMessage.Of(messageId, call), cancellation);
}
