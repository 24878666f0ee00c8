using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>Messages of Service Bus whose body is a record as JSON.</summary>
public static class JsonMessage
{
    /// <summary>Of the body of one message: one of the tier Standard has 256 KiB at most, headers included.</summary>
    public const int MaxBytes = 192 * 1024;

    /// <param name="messageId">Deterministic: Service Bus drops the second.</param>
    /// <param name="subject">What it is, for whoever chooses by it; null for none.</param>
    public static ServiceBusMessage Of(string messageId, object body, string? subject = null) =>
        new(BinaryData.FromString(JsonSerializer.Serialize(body, body.GetType(), AppJson.Options)))
        {
            MessageId = messageId,
            Subject = subject,
            ContentType = "application/json",
        };

    /// <exception cref="JsonException">The body is no such record.</exception>
    public static T Read<T>(ServiceBusReceivedMessage message) =>
        JsonSerializer.Deserialize<T>(message.Body, AppJson.Options) ?? throw new JsonException($"The message has no {typeof(T).Name}.");
}
