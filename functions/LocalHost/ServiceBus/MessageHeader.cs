using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>What a sender says about a message, besides its body, in the form in which it is stored.</summary>
internal sealed record MessageHeader(
    string MessageId,
    string? CorrelationId,
    string? Subject,
    string? To,
    string? ReplyTo,
    string? ContentType,
    string? PartitionKey,
    string? SessionId,
    string? ReplyToSessionId,
    TimeSpan? TimeToLive,
    IReadOnlyDictionary<string, TypedValue> Properties)
{
    public static MessageHeader Of(ServiceBusMessage message) => new(
        // The broker names a message that its sender did not.
        message.MessageId ?? Guid.NewGuid().ToString("N"),
        message.CorrelationId,
        message.Subject,
        message.To,
        message.ReplyTo,
        message.ContentType,
        message.PartitionKey,
        message.SessionId,
        message.ReplyToSessionId,
        message.TimeToLive == TimeSpan.MaxValue ? null : message.TimeToLive,
        message.ApplicationProperties.ToDictionary(property => property.Key, property => TypedValue.Of(property.Key, property.Value)));

    public static MessageHeader Parse(string json) =>
        JsonSerializer.Deserialize<MessageHeader>(json) ?? throw new InvalidDataException("A stored message header is null.");

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>With some application properties set or replaced.</summary>
    public MessageHeader With(IDictionary<string, object>? changes)
    {
        if (changes is null || changes.Count == 0) return this;
        var properties = new Dictionary<string, TypedValue>(Properties);
        foreach (var (key, value) in changes) properties[key] = TypedValue.Of(key, value);
        return this with { Properties = properties };
    }

    public MessageHeader Without(params IEnumerable<string> keys) =>
        this with { Properties = Properties.Where(property => !keys.Contains(property.Key)).ToDictionary() };
}
