using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Platform.Facts;

/// <summary>Sends facts to the topic <c>facts</c>: body the sealed fact as JSON, Subject its name, MessageId deterministic.</summary>
public sealed class FactPublisher(ServiceBusClient bus)
{
    private readonly Lazy<ServiceBusSender> sender = new(() => bus.CreateSender(Topology.Facts));

    public Task PublishAsync(IReadOnlyList<SealedFact> facts, CancellationToken cancellation) =>
        facts.Count == 0 ? Task.CompletedTask : sender.Value.SendAllAsync(facts.Select(Message), cancellation);

    /// <summary>The fact of a received message.</summary>
    /// <exception cref="JsonException">The body is not a fact.</exception>
    public static SealedFact Read(ServiceBusReceivedMessage message) => JsonMessage.Read<SealedFact>(message);

    private static ServiceBusMessage Message(SealedFact fact)
    {
        var message = JsonMessage.Of(fact.MessageId, fact, fact.Type);
        message.CorrelationId = fact.Subject;
        return message;
    }
}
