using Azure.Messaging.ServiceBus;
using LocalHost.Clock;

namespace LocalHost.ServiceBus;

/// <summary>The dead letters of one queue or subscription under peek-lock. They stay in the store; here are only their locks.</summary>
internal sealed class DeadLetterQueue(string path, MessageStore store, HostClock clock)
{
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<long, (Guid Token, DateTimeOffset Until)> locked = [];

    /// <summary>The oldest from a sequence number on, locked ones too.</summary>
    public IReadOnlyList<ServiceBusReceivedMessage> Peek(int most, long from) =>
        [.. store.DeadLetters(path).Where(message => message.Sequence >= from).Take(most).Select(message => message.ToReceived())];

    /// <summary>Locks the oldest that are free.</summary>
    public IReadOnlyList<ServiceBusReceivedMessage> Take(int most)
    {
        lock (gate)
        {
            var taken = store.DeadLetters(path).Where(message => !IsLocked(message.Sequence)).Take(most).ToList();
            return [.. taken.Select(message => message.ToReceived(Hold(message.Sequence)))];
        }
    }

    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    public void Complete(ServiceBusReceivedMessage message)
    {
        lock (gate)
        {
            Release(message);
            store.Delete(message.SequenceNumber);
        }
    }

    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    public void Abandon(ServiceBusReceivedMessage message)
    {
        lock (gate) Release(message);
    }

    private bool IsLocked(long sequence) => locked.TryGetValue(sequence, out var held) && clock.GetUtcNow() < held.Until;

    private Guid Hold(long sequence)
    {
        var token = Guid.NewGuid();
        locked[sequence] = (token, clock.GetUtcNow() + LockDuration);
        return token;
    }

    private void Release(ServiceBusReceivedMessage message)
    {
        if (!IsLocked(message.SequenceNumber) || locked[message.SequenceNumber].Token != Guid.Parse(message.LockToken))
        {
            throw new ServiceBusException("The lock is lost.", ServiceBusFailureReason.MessageLockLost, path);
        }

        locked.Remove(message.SequenceNumber);
    }
}
