using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace LocalHost.Functions;

/// <summary>A received message as a function's parameters take it.</summary>
internal static class MessageData
{
    private static readonly IReadOnlyDictionary<string, Func<ServiceBusReceivedMessage, object?>> Properties =
        new Dictionary<string, Func<ServiceBusReceivedMessage, object?>>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageId"] = message => message.MessageId,
            ["CorrelationId"] = message => message.CorrelationId,
            ["Subject"] = message => message.Subject,
            ["ContentType"] = message => message.ContentType,
            ["To"] = message => message.To,
            ["ReplyTo"] = message => message.ReplyTo,
            ["DeliveryCount"] = message => message.DeliveryCount,
            ["SequenceNumber"] = message => message.SequenceNumber,
            ["EnqueuedTimeUtc"] = message => message.EnqueuedTime.UtcDateTime,
            ["LockToken"] = message => message.LockToken,
        };

    public static IEnumerable<string> Names => Properties.Keys;

    public static IReadOnlyDictionary<string, object?> Of(ServiceBusReceivedMessage message) =>
        Properties.ToDictionary(property => property.Key, property => property.Value(message), StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as the trigger parameter's type: the message, text, bytes, or JSON.</summary>
    /// <exception cref="BindingFailedException">The body is not JSON of that type.</exception>
    public static object? Body(ServiceBusReceivedMessage message, Type type, JsonSerializerOptions json)
    {
        if (type == typeof(ServiceBusReceivedMessage)) return message;
        if (type == typeof(string)) return message.Body.ToString();
        if (type == typeof(BinaryData)) return message.Body;
        if (type == typeof(byte[])) return message.Body.ToArray();
        try
        {
            return JsonSerializer.Deserialize(message.Body.ToMemory().Span, type, json);
        }
        catch (JsonException exception)
        {
            throw new BindingFailedException($"Message {message.MessageId} is not JSON of a {type.Name}: {exception.Message}", exception);
        }
    }
}
