using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Deliveries;

/// <summary>Asks for a look at a webhook's line.</summary>
public sealed record LineCall(string Webhook);

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
        webhook, messageId, cancellation);

    /// <summary>For a line that rested, or was left by a worker: once a minute.</summary>
    public Task CallLateAsync(string webhook, DateTimeOffset now, CancellationToken cancellation) =>
        SendAsync(Topology.LateDeliveries, webhook, Ids.From("late", webhook, $"{now.UtcTicks / TimeSpan.TicksPerMinute}"), cancellation);

    private Task SendAsync(string queue, string webhook, string messageId, CancellationToken cancellation) =>
        senders.GetOrAdd(queue, bus.CreateSender).SendMessageAsync(JsonMessage.Of(messageId, new LineCall(webhook)), cancellation);
}
