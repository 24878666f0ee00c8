// Stands in for Azure.Messaging.ServiceBus 7.21.0, which has no nullable annotations.
#nullable disable
namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceivedMessage
{
    /// <summary>Application properties that the broker or the client library sets; a copy for sending omits them.</summary>
    internal static readonly string[] BrokerKeys = [DeadLetterReasonKey, DeadLetterErrorDescriptionKey, "Diagnostic-Id"];

    private const string DeadLetterReasonKey = "DeadLetterReason";
    private const string DeadLetterErrorDescriptionKey = "DeadLetterErrorDescription";

    internal ServiceBusReceivedMessage() { }

    public BinaryData Body { get; internal set; }

    public string MessageId { get; internal set; }

    public string PartitionKey { get; internal set; }

    public string TransactionPartitionKey { get; internal set; }

    public string SessionId { get; internal set; }

    public string ReplyToSessionId { get; internal set; }

    public TimeSpan TimeToLive { get; internal set; }

    public string CorrelationId { get; internal set; }

    public string Subject { get; internal set; }

    public string To { get; internal set; }

    public string ContentType { get; internal set; }

    public string ReplyTo { get; internal set; }

    public DateTimeOffset ScheduledEnqueueTime { get; internal set; }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal set; }

    public string LockToken { get; internal set; }

    public int DeliveryCount { get; internal set; }

    public DateTimeOffset LockedUntil { get; internal set; }

    public long SequenceNumber { get; internal set; }

    public string DeadLetterSource { get; internal set; }

    public long EnqueuedSequenceNumber { get; internal set; }

    public DateTimeOffset EnqueuedTime { get; internal set; }

    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    public string DeadLetterReason => ApplicationProperties.GetValueOrDefault(DeadLetterReasonKey) as string;

    public string DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DeadLetterErrorDescriptionKey) as string;

    public ServiceBusMessageState State { get; internal set; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}

public enum ServiceBusMessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}
