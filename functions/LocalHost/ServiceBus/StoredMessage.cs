using Azure.Messaging.ServiceBus;

namespace LocalHost.ServiceBus;

/// <summary>Where a message stands; a lock is not stored: it ends with the process.</summary>
internal enum StoredState
{
    Ready = 0,
    Deferred = 1,
    Scheduled = 2,
    DeadLettered = 3,
}

/// <summary>A message of one queue, subscription or (scheduled) topic.</summary>
/// <param name="Delivered">Deliveries so far, the present one included.</param>
internal sealed record StoredMessage(
    long Sequence, string Path, StoredState State, int Delivered, DateTimeOffset Enqueued, DateTimeOffset Due, long SentSequence, MessageHeader Header, byte[] Body)
{
    public bool Expired(DateTimeOffset now) => Header.TimeToLive is { } life && now - Enqueued >= life;

    public ServiceBusReceivedMessage ToReceived(Guid lockToken = default, DateTimeOffset lockedUntil = default) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: BinaryData.FromBytes(Body),
        messageId: Header.MessageId,
        partitionKey: Header.PartitionKey,
        sessionId: Header.SessionId,
        replyToSessionId: Header.ReplyToSessionId,
        timeToLive: Header.TimeToLive ?? TimeSpan.MaxValue,
        correlationId: Header.CorrelationId,
        subject: Header.Subject,
        to: Header.To,
        contentType: Header.ContentType,
        replyTo: Header.ReplyTo,
        scheduledEnqueueTime: Due,
        properties: Header.Properties.ToDictionary(property => property.Key, property => property.Value.ToObject()!),
        lockTokenGuid: lockToken,
        deliveryCount: Delivered,
        lockedUntil: lockedUntil,
        sequenceNumber: Sequence,
        deadLetterSource: State == StoredState.DeadLettered ? Path : null,
        enqueuedSequenceNumber: SentSequence,
        enqueuedTime: Enqueued,
        serviceBusMessageState: State switch
        {
            StoredState.Deferred => ServiceBusMessageState.Deferred,
            StoredState.Scheduled => ServiceBusMessageState.Scheduled,
            _ => ServiceBusMessageState.Active,
        });
}
