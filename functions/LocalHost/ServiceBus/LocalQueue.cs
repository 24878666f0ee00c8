using Azure.Messaging.ServiceBus;
using LocalHost.Clock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

/// <summary>How a queue or subscription is limited.</summary>
internal sealed record QueueLimits(string Path, int MaxDeliveryCount, TimeSpan LockDuration);

/// <summary>Peek-lock delivery of one queue or subscription. Messages wait in the store; here are only their numbers and locks.</summary>
internal sealed class LocalQueue(QueueLimits limits, MessageStore store, HostClock clock, WorkTracker work, ILogger logger, Action<string> deadLettered)
{
    private readonly Lock gate = new();
    private readonly SortedSet<long> ready = [];
    private readonly Dictionary<long, MessageLock> locked = [];
    private Receiver? receiver;
    private bool open;
    private int workers;
    private TaskCompletionSource? drained;

    public void Subscribe(Receiver subscriber)
    {
        lock (gate)
        {
            if (receiver is not null) throw new InvalidOperationException($"'{limits.Path}' has a subscriber already.");
            receiver = subscriber;
            StartWorkers();
        }
    }

    /// <summary>Begins delivery, with all that an earlier process left unacknowledged.</summary>
    public void Open()
    {
        lock (gate)
        {
            open = true;
            foreach (var (sequence, _) in store.List(limits.Path, StoredState.Ready)) ready.Add(sequence);
            StartWorkers();
        }
    }

    /// <summary>Takes up nothing new and completes when the handlers have ended; then every lock is void.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        Task ended;
        lock (gate)
        {
            open = false;
            drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (workers == 0) drained.SetResult();
            ended = drained.Task;
        }

        try
        {
            await ended.WaitAsync(cancellation);
        }
        finally
        {
            lock (gate)
            {
                foreach (var held in locked.Values) held.Expiry?.Dispose();
                locked.Clear();
                ready.Clear();
            }
        }
    }

    /// <summary>Takes up stored messages. Work is counted when this returns.</summary>
    public void Enqueue(params IEnumerable<long> sequences)
    {
        lock (gate)
        {
            // Closed: the next opening reads them from the store.
            if (!open) return;
            foreach (var sequence in sequences)
            {
                if (!locked.ContainsKey(sequence)) ready.Add(sequence);
            }

            StartWorkers();
        }
    }

    /// <summary>Ends a lock by storing what became of the message.</summary>
    /// <exception cref="ServiceBusException">MessageLockLost: expired, settled before, or of an earlier process.</exception>
    public void Settle(ServiceBusReceivedMessage message, Settlement settlement)
    {
        lock (gate)
        {
            var held = Held(message);
            // Stored first: when that fails the lock stands, and its expiry brings the message again.
            settlement.Store(store, held.Message);
            held.Expiry?.Dispose();
            locked.Remove(held.Message.Sequence);
            if (settlement.State == StoredState.DeadLettered) deadLettered(limits.Path);
            if (settlement.State != StoredState.Ready || !open) return;
            ready.Add(held.Message.Sequence);
            StartWorkers();
        }
    }

    /// <exception cref="ServiceBusException">MessageLockLost.</exception>
    public void Renew(ServiceBusReceivedMessage message)
    {
        lock (gate) Hold(Held(message));
    }

    public bool IsLocked(ServiceBusReceivedMessage message)
    {
        lock (gate) return Find(message) is not null;
    }

    private void StartWorkers()
    {
        if (!open || receiver is null) return;
        var wanted = Math.Min(receiver.MaxConcurrentCalls, workers + ready.Count);
        for (; workers < wanted; workers++)
        {
            var token = work.Begin();
            var to = receiver;
            _ = Task.Run(() => DeliverAsync(to, token));
        }
    }

    private async Task DeliverAsync(Receiver to, IDisposable token)
    {
        using (token)
        {
            while (Take() is { } held)
            {
                await to.HandleAsync(this, held.Message.ToReceived(held.Token, held.Until), logger);
                lock (gate) held.Handling = false;
            }
        }
    }

    private MessageLock? Take()
    {
        lock (gate)
        {
            while (open && ready.Count > 0)
            {
                var sequence = ready.Min;
                ready.Remove(sequence);
                if (Lock(sequence) is { } held) return held;
            }

            if (--workers == 0) drained?.TrySetResult();
            return null;
        }
    }

    private MessageLock? Lock(long sequence)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (store.BeginDelivery(sequence, limits.MaxDeliveryCount) is not { } message) return null;
            if (message.State == StoredState.DeadLettered)
            {
                logger.LogWarning("{Path}: message {MessageId} went to the dead letters after {Count} deliveries.", limits.Path, message.Header.MessageId, message.Delivered);
                deadLettered(limits.Path);
                return null;
            }

            if (message.Expired(now))
            {
                store.Delete(limits.Path, sequence, StoredState.Ready);
                return null;
            }

            var held = new MessageLock(message, now);
            locked.Add(sequence, held);
            Hold(held);
            return held;
        }
        catch (SqliteException failure)
        {
            logger.LogError(
                failure, "{Path}: message {Sequence} could not be read, retrying in {Delay}.", limits.Path, sequence, limits.LockDuration);
            clock.Schedule(clock.GetUtcNow() + limits.LockDuration, WaitKind.Work, () => Enqueue(sequence));
            return null;
        }
    }

    private void Hold(MessageLock held)
    {
        held.Expiry?.Dispose();
        held.Until = clock.GetUtcNow() + limits.LockDuration;
        held.Expiry = clock.Schedule(held.Until, WaitKind.Work, () => Expire(held));
    }

    private void Expire(MessageLock held)
    {
        lock (gate)
        {
            // Settled, or renewed while this call waited for the gate.
            if (locked.GetValueOrDefault(held.Message.Sequence) != held || clock.GetUtcNow() < held.Until) return;
            if (held.Handling && clock.GetUtcNow() < held.Taken + (receiver?.AutoRenewal ?? TimeSpan.Zero))
            {
                Hold(held);
                return;
            }

            locked.Remove(held.Message.Sequence);
            ready.Add(held.Message.Sequence);
            StartWorkers();
        }
    }

    private MessageLock Held(ServiceBusReceivedMessage message) => Find(message) ?? throw new ServiceBusException(
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.",
        ServiceBusFailureReason.MessageLockLost,
        limits.Path);

    private MessageLock? Find(ServiceBusReceivedMessage message) =>
        locked.TryGetValue(message.SequenceNumber, out var held) && held.Token.ToString() == message.LockToken ? held : null;
}
