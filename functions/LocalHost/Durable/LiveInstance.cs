namespace LocalHost.Durable;

/// <summary>An instance in memory: what waits for its turn, and its running code if that is kept. Guarded by the board's lock.</summary>
internal sealed class LiveInstance(long key, string id)
{
    private int front;

    public long Key => key;

    public string Id => id;

    public List<InboxMessage> Waiting { get; } = [];

    /// <summary>Null if the code must be rebuilt from history before the next turn.</summary>
    public OrchestrationExecutor? Executor { get; set; }

    /// <summary>0 if unknown until the history is read.</summary>
    public int Generation { get; set; }

    /// <summary>The execution has no history yet.</summary>
    public bool Fresh { get; set; }

    /// <summary>Queued, running or being committed: one turn at a time.</summary>
    public bool Busy { get; set; }

    /// <summary>Left to a host whose code takes its version: what arrives is kept, and no turn is due.</summary>
    public bool Parked { get; set; }

    /// <summary>Counts as work while a turn is due or under way.</summary>
    public IDisposable? Token { get; set; }

    /// <summary>Its place among the idle ones, oldest first.</summary>
    public LinkedListNode<LiveInstance>? Idle { get; set; }

    public void Add(InboxMessage message, bool atFront)
    {
        if (message.Event is ExecutionStarted)
        {
            (Executor, Generation, Fresh, Parked, front) = (null, message.Generation, true, false, 0);
        }

        if (atFront) Waiting.Insert(front++, message);
        else Waiting.Add(message);
    }

    public void Clear()
    {
        Waiting.Clear();
        (Executor, Generation, Fresh, Parked, front) = (null, 0, false, false, 0);
    }

    /// <summary>Forgets what a turn took.</summary>
    public void Remove(IReadOnlyCollection<InboxMessage> taken)
    {
        front = 0;
        if (taken.Count == 0) return;
        var gone = taken.ToHashSet(ReferenceEqualityComparer.Instance);
        Waiting.RemoveAll(message => gone.Contains(message));
    }
}
