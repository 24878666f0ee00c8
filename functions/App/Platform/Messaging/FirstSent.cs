using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace FunctionsApp.Platform.Messaging;

/// <summary>When a message was sent for the first time: the copy of a dead letter keeps it, the broker does not.</summary>
public static class FirstSent
{
    private const string Property = "firstSent";

    public static DateTimeOffset Of(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Property, out var first) && first is string text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : message.EnqueuedTime;

    /// <summary>Passes it on to what is sent in the message's place.</summary>
    public static void Keep(ServiceBusMessage copy, ServiceBusReceivedMessage dead) =>
        copy.ApplicationProperties[Property] = Of(dead).ToString("O", CultureInfo.InvariantCulture);
}
