using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Publishes alerts and warnings to the topic <c>bulletins</c>.</summary>
public sealed class BulletinTopic(ServiceBusClient bus)
{
    private readonly Lazy<ServiceBusSender> sender = new(() => bus.CreateSender(Topology.Bulletins));

    /// <param name="messageId">Deterministic: Service Bus drops the second.</param>
    /// <param name="subject">What it is: <c>alert</c> or <c>warning</c>.</param>
    public Task PublishAsync(string messageId, string subject, object body, CancellationToken cancellation) =>
        sender.Value.SendMessageAsync(JsonMessage.Of(messageId, body, subject), cancellation);
}
