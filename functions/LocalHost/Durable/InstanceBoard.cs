using System.Threading.Channels;
using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>The instances in memory: those with something to do, and a bounded number of idle ones whose code is kept.</summary>
internal sealed class InstanceBoard(WorkTracker work, int idleLimit)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, LiveInstance> live = [];
    private readonly LinkedList<LiveInstance> idle = new();
    private readonly Channel<LiveInstance> due = Channel.CreateUnbounded<LiveInstance>();
    private bool closed;

    /// <summary>Instances whose turn is due, each once.</summary>
    public ChannelReader<LiveInstance> Due => due.Reader;

    public int Count
    {
        get { lock (gate) return live.Count; }
    }

    /// <summary>False if the board is closed.</summary>
    public bool Deliver(long key, string id, InboxMessage message, bool front = false)
    {
        lock (gate)
        {
            if (closed) return false;
            if (!live.TryGetValue(key, out var instance)) live[key] = instance = new LiveInstance(key, id);
            if (instance.Idle is { } place)
            {
                idle.Remove(place);
                instance.Idle = null;
            }

            instance.Add(message, front);
            if (instance.Parked) return true;
            instance.Token ??= work.Begin();
            if (instance.Busy) return true;
            instance.Busy = true;
            due.Writer.TryWrite(instance);
            return true;
        }
    }

    /// <summary>What waits for a turn now, and what is known of the execution.</summary>
    public Snapshot Look(LiveInstance instance)
    {
        lock (gate) return new Snapshot([.. instance.Waiting], instance.Executor, instance.Generation, instance.Fresh);
    }

    /// <summary>Ends of activities that wait for a turn, on disk nowhere.</summary>
    public IReadOnlyList<InboxMessage> Ended()
    {
        lock (gate) return [.. live.Values.SelectMany(instance => instance.Waiting).Where(message => message.Of is not null)];
    }

    /// <summary>Voids what waits in memory for an execution that is gone.</summary>
    public void Reset(long key)
    {
        lock (gate)
        {
            if (live.TryGetValue(key, out var instance)) instance.Clear();
        }
    }

    /// <summary>Ends a turn: keeps the code if it may be kept, and makes the next turn due if anything waits that it would take.</summary>
    /// <param name="executor">Null if the execution is over or must be rebuilt.</param>
    public void Release(LiveInstance instance, IReadOnlyCollection<InboxMessage> taken, OrchestrationExecutor? executor, int generation)
    {
        IDisposable? token = null;
        lock (gate)
        {
            instance.Remove(taken);
            // A new execution has begun meanwhile: its start waits, and knows better.
            var same = instance.Generation == 0 || instance.Generation == generation;
            var over = executor is null && same;
            if (same)
            {
                instance.Fresh = false;
                instance.Executor = idleLimit > 0 ? executor : null;
                instance.Generation = executor is null ? 0 : generation;
            }

            var more = same && executor is not null ? instance.Waiting.Exists(message => executor.Accepts(message.Event)) : instance.Waiting.Count > 0;
            if (more && !closed)
            {
                due.Writer.TryWrite(instance);
                return;
            }

            instance.Busy = false;
            (token, instance.Token) = (instance.Token, null);
            if (instance.Waiting.Count == 0) Rest(instance, over);
        }

        // Outside the lock: the clock may move now and call back.
        token?.Dispose();
    }

    /// <summary>Ends a turn that was not run and will not be: the instance waits, not as work, until its execution is replaced or the host ends.</summary>
    public void Park(LiveInstance instance, int generation)
    {
        IDisposable? token;
        lock (gate)
        {
            if (instance.Generation != generation && !closed)
            {
                due.Writer.TryWrite(instance);
                return;
            }

            (instance.Busy, instance.Parked) = (false, true);
            (token, instance.Token) = (instance.Token, null);
        }

        token?.Dispose();
    }

    /// <summary>Takes nothing more; counts nothing more as work.</summary>
    public void Close()
    {
        List<IDisposable> tokens;
        lock (gate)
        {
            closed = true;
            due.Writer.TryComplete();
            tokens = [.. live.Values.Select(instance => instance.Token).OfType<IDisposable>()];
            foreach (var instance in live.Values) instance.Token = null;
        }

        tokens.ForEach(token => token.Dispose());
    }

    private void Rest(LiveInstance instance, bool over)
    {
        if (over || instance.Executor is null)
        {
            live.Remove(instance.Key);
            return;
        }

        instance.Idle = idle.AddLast(instance);
        if (idle.Count <= idleLimit) return;
        live.Remove(idle.First!.Value.Key);
        idle.RemoveFirst();
    }

    internal sealed record Snapshot(InboxMessage[] Waiting, OrchestrationExecutor? Executor, int Generation, bool Fresh);
}
