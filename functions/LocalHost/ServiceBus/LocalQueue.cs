using LocalHost.Clock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.ServiceBus;

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
            ready.UnionWith(store.Waiting(limits.Path));
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

    /// <summary>Takes up a stored message. Work is counted when this returns.</summary>
    public void Enqueue(long sequence)
    {
        lock (gate)
        {
            // Closed: the next opening reads it from the store.
            if (!open || locked.ContainsKey(sequence)) return;
            ready.Add(sequence);
            StartWorkers();
        }
    }

    /// <summary>Ends a lock: the message is gone, or ready again.</summary>
    /// <remarks>Does nothing when the lock was lost before: the message is another delivery's.</remarks>
    public void Settle(MessageLock held, bool completed)
    {
        lock (gate)
        {
            var sequence = held.Message.Sequence;
            if (locked.GetValueOrDefault(sequence) != held) return;
            held.Handling = false;
            // Stored first: when that fails the lock stays, and its expiry brings the message again.
            if (completed) store.Delete(sequence);
            held.Expiry?.Dispose();
            locked.Remove(sequence);
            if (completed || !open) return;
            ready.Add(sequence);
            StartWorkers();
        }
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
            while (Take() is { } held) await to.HandleAsync(this, held, logger);
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
            if (store.BeginDelivery(sequence, limits.MaxDeliveryCount) is not { } message) return null;
            if (message.Dead)
            {
                logger.LogWarning(
                    "{Path}: message {MessageId} went to the dead letters after {Count} deliveries.",
                    limits.Path, message.Header.MessageId, message.Delivered);
                deadLettered(limits.Path);
                return null;
            }

            var held = new MessageLock(message, clock.GetUtcNow());
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
}
