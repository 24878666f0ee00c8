// Stands in for Azure.Messaging.ServiceBus 7.21.0, which has no nullable annotations.
#nullable disable
namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int MaxIdentifierLength = 128;

    private BinaryData body;
    private string messageId;
    private string partitionKey;
    private string transactionPartitionKey;
    private string sessionId;
    private string replyToSessionId;
    private TimeSpan timeToLive = TimeSpan.MaxValue;
    private DateTimeOffset scheduledEnqueueTime;

    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>)) { }

    public ServiceBusMessage(string body)
        : this(new BinaryData(body)) { }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body)) { }

    public ServiceBusMessage(BinaryData body)
    {
        Body = body;
    }

    /// <summary>Copies what a sender may set: the broker's own marks (lock, sequence, schedule, delivery count, dead-letter reason) stay behind.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        messageId = receivedMessage.MessageId;
        partitionKey = receivedMessage.PartitionKey;
        transactionPartitionKey = receivedMessage.TransactionPartitionKey;
        sessionId = receivedMessage.SessionId;
        replyToSessionId = receivedMessage.ReplyToSessionId;
        timeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        foreach (var (key, value) in receivedMessage.ApplicationProperties)
        {
            if (!ServiceBusReceivedMessage.BrokerKeys.Contains(key)) ApplicationProperties[key] = value;
        }
    }

    public BinaryData Body
    {
        get => body;
        set => body = value ?? BinaryData.FromBytes(default(ReadOnlyMemory<byte>));
    }

    public string MessageId
    {
        get => messageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            messageId = Short(value);
        }
    }

    /// <summary>In the package, too, a partition key must equal the session id if there is one, and the session id wins over an earlier key.</summary>
    public string PartitionKey
    {
        get => partitionKey;
        set
        {
            if (sessionId is not null && sessionId != value)
            {
                throw new ArgumentOutOfRangeException(nameof(value), $"PartitionKey:{value} cannot be set to a different value than SessionId:{sessionId}.");
            }

            partitionKey = Short(value);
        }
    }

    public string TransactionPartitionKey
    {
        get => transactionPartitionKey;
        set => transactionPartitionKey = Short(value);
    }

    public string SessionId
    {
        get => sessionId;
        set
        {
            sessionId = Short(value);
            if (partitionKey is not null) partitionKey = value;
        }
    }

    public string ReplyToSessionId
    {
        get => replyToSessionId;
        set => replyToSessionId = Short(value);
    }

    public TimeSpan TimeToLive
    {
        get => timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            timeToLive = value;
        }
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string To { get; set; }

    public string ContentType { get; set; }

    public string ReplyTo { get; set; }

    public DateTimeOffset ScheduledEnqueueTime
    {
        get => scheduledEnqueueTime;
        set => scheduledEnqueueTime = value.ToUniversalTime();
    }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string Short(string value) => value is null || value.Length <= MaxIdentifierLength
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"The value must not be longer than {MaxIdentifierLength} characters.");
}
