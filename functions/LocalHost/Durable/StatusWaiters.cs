using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>Callers that wait for an instance to reach a status.</summary>
internal sealed class StatusWaiters
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Change> changes = [];
    private Exception? failure;

    /// <summary>The instance as soon as it is there and satisfies the condition. Like in Durable Task, one that does not exist is waited for.</summary>
    /// <exception cref="InvalidOperationException">The engine has stopped.</exception>
    public async Task<OrchestrationMetadata> WaitAsync(
        string id,
        Func<OrchestrationMetadata?> read,
        Func<OrchestrationRuntimeStatus, bool> reached,
        CancellationToken cancellation)
    {
        while (true)
        {
            // Registered before the look, so that no change falls between the two.
            var change = Next(id, reached);
            if (read() is { } found && reached(found.RuntimeStatus)) return found;
            await change.WaitAsync(cancellation);
        }
    }

    /// <summary>Wakes an instance's waiters if one of them waits for this status: each status would cost each of them a read.</summary>
    public void Changed(string id, OrchestrationRuntimeStatus status)
    {
        Change? change;
        lock (gate)
        {
            if (!changes.TryGetValue(id, out change) || !change.Conditions.Any(reached => reached(status))) return;
            changes.Remove(id);
        }

        change.Came.TrySetResult();
    }

    /// <summary>Nothing changes any more: all who wait, now and later, get this.</summary>
    public void Fail(Exception cause)
    {
        List<Change> waiting;
        lock (gate)
        {
            failure ??= cause;
            waiting = [.. changes.Values];
            changes.Clear();
        }

        waiting.ForEach(change => change.Came.TrySetException(cause));
    }

    private Task Next(string id, Func<OrchestrationRuntimeStatus, bool> reached)
    {
        lock (gate)
        {
            if (failure is not null) return Task.FromException(failure);
            if (!changes.TryGetValue(id, out var change)) changes[id] = change = new Change();
            change.Conditions.Add(reached);
            return change.Came.Task;
        }
    }

    /// <summary>The next change of an instance to a status that satisfies one of its waiters.</summary>
    private sealed class Change
    {
        public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HashSet<Func<OrchestrationRuntimeStatus, bool>> Conditions { get; } = [];
    }
}
