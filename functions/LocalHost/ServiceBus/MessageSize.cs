using System.Text;
using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>What a message weighs against the standard tier's limit.</summary>
internal static class MessageSize
{
    /// <summary>Bytes of body and header, of one message and of all that are sent together: 256 KB.</summary>
    public const long Limit = 256 * 1024;

    public static long Of(ServiceBusMessage message) => Of(MessageHeader.Of(message), message.Body.ToMemory().Length);

    public static long Of(MessageHeader header, long body) => body
        + Length(header.MessageId) + Length(header.CorrelationId) + Length(header.Subject) + Length(header.To) + Length(header.ReplyTo)
        + Length(header.ContentType) + Length(header.PartitionKey) + Length(header.SessionId) + Length(header.ReplyToSessionId)
        + header.Properties.Sum(property => Length(property.Key) + Length(property.Value.Text));

    private static long Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
