using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Operations;

/// <summary>The fact that a dead letter carries.</summary>
/// <param name="Of">Id of its aggregate.</param>
public sealed record DeadFact(string Of, int Number, string Type);

/// <summary>A message that no delivery helped, without its body: letters and bulletins hold personal data.</summary>
/// <param name="Subject">Null for none.</param>
/// <param name="Reason">Of the broker; null where it gave none.</param>
/// <param name="Fact">Null for what is no fact.</param>
public sealed record DeadLetter(
    string MessageId, string? Subject, DateTimeOffset EnqueuedAt, int Deliveries, string? Reason, string? Description, DeadFact? Fact)
{
    public static DeadLetter Of(BusEntity entity, ServiceBusReceivedMessage message) => new(
        message.MessageId, message.Subject, message.EnqueuedTime, message.DeliveryCount, message.DeadLetterReason,
        message.DeadLetterErrorDescription, entity.Topic == Topology.Facts ? FactOf(message) : null);

    private static DeadFact? FactOf(ServiceBusReceivedMessage message)
    {
        try
        {
            var fact = FactPublisher.Read(message);
            return new DeadFact(fact.Subject, fact.Number, fact.Type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How many dead letters an entity has.</summary>
/// <param name="Entity">"queue" or "topic/subscription".</param>
/// <param name="HasMore">Whether there are more than were counted.</param>
public sealed record DeadLetterCount(string Entity, int Count, bool HasMore);

/// <param name="Items">By entity.</param>
public sealed record DeadLetterCounts(IReadOnlyList<DeadLetterCount> Items);

/// <param name="Items">Oldest first.</param>
/// <param name="Cursor">Of the next page; null at the end.</param>
public sealed record DeadLetters(string Entity, IReadOnlyList<DeadLetter> Items, string? Cursor);
