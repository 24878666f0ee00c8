using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>What a sender says about a message, besides its body, in the form in which it is stored.</summary>
/// <param name="EnqueuedAt">Null in a file of an earlier version.</param>
internal sealed record MessageHeader(
    string MessageId, string? CorrelationId, string? Subject, string? ContentType, IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset? EnqueuedAt = null)
{
    /// <exception cref="NotSupportedException">An application property is no text.</exception>
    public static MessageHeader Of(ServiceBusMessage message, DateTimeOffset now) => new(
        // The broker names a message that its sender did not.
        message.MessageId ?? Guid.NewGuid().ToString("N"),
        message.CorrelationId,
        message.Subject,
        message.ContentType,
        message.ApplicationProperties.ToDictionary(property => property.Key, property => property.Value as string
            ?? throw new NotSupportedException($"The application property '{property.Key}' is no text; LocalHost carries no other.")),
        now);

    public static MessageHeader Parse(string json) =>
        JsonSerializer.Deserialize<MessageHeader>(json) ?? throw new InvalidDataException("A stored message header is null.");

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>A message of one queue or subscription. Its lock is not stored: it ends with the process.</summary>
/// <param name="Delivered">Deliveries so far, the present one included.</param>
internal sealed record StoredMessage(long Sequence, string Path, bool Dead, int Delivered, MessageHeader Header, byte[] Body)
{
    private const string Reason = "DeadLetterReason";

    /// <param name="token">Of the lock with which a receiver took it.</param>
    public ServiceBusReceivedMessage ToReceived(Guid token = default) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: BinaryData.FromBytes(Body),
        messageId: Header.MessageId,
        correlationId: Header.CorrelationId,
        subject: Header.Subject,
        contentType: Header.ContentType,
        properties: Properties(),
        deliveryCount: Delivered,
        lockTokenGuid: token,
        sequenceNumber: Sequence,
        enqueuedTime: Header.EnqueuedAt ?? default,
        deadLetterSource: Dead ? Path : null);

    private Dictionary<string, object> Properties()
    {
        var properties = Header.Properties.ToDictionary(property => property.Key, property => (object)property.Value);
        if (Dead) properties[Reason] = "MaxDeliveryCountExceeded";
        return properties;
    }
}
