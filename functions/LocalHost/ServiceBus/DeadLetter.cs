using System.Globalization;

namespace LocalHost.ServiceBus;

/// <summary>The application properties and reasons by which Service Bus marks a dead letter.</summary>
internal static class DeadLetter
{
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";
    public const string MaxDeliveryCountExceeded = nameof(MaxDeliveryCountExceeded);

    public static MessageHeader Exhausted(MessageHeader header, int maxDeliveryCount) => Mark(
        header,
        MaxDeliveryCountExceeded,
        string.Create(CultureInfo.InvariantCulture, $"Message could not be consumed after {maxDeliveryCount} delivery attempts."));

    public static MessageHeader Mark(MessageHeader header, string? reason, string? description)
    {
        var marks = new Dictionary<string, object>();
        if (reason is not null) marks[Reason] = reason;
        if (description is not null) marks[Description] = description;
        return header.With(marks);
    }
}
