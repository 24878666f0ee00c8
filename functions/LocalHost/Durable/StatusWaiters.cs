using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>Callers that wait for an instance to reach a status.</summary>
internal sealed class StatusWaiters
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TaskCompletionSource> changes = [];
    private Exception? failure;

    /// <summary>The instance as soon as it is there and satisfies the condition. Like in Durable Task, one that does not exist is waited for.</summary>
    /// <exception cref="InvalidOperationException">The engine has stopped.</exception>
    public async Task<OrchestrationMetadata> WaitAsync(
        string id,
        Func<OrchestrationMetadata?> read,
        Func<OrchestrationMetadata, bool> reached,
        CancellationToken cancellation)
    {
        while (true)
        {
            // Registered before the look, so that no change falls between the two.
            var change = Next(id);
            if (read() is { } found && reached(found)) return found;
            await change.WaitAsync(cancellation);
        }
    }

    public void Changed(string id)
    {
        TaskCompletionSource? change;
        lock (gate)
        {
            if (!changes.Remove(id, out change)) return;
        }

        change.TrySetResult();
    }

    /// <summary>Nothing changes any more: all who wait, now and later, get this.</summary>
    public void Fail(Exception cause)
    {
        List<TaskCompletionSource> waiting;
        lock (gate)
        {
            failure ??= cause;
            waiting = [.. changes.Values];
            changes.Clear();
        }

        waiting.ForEach(change => change.TrySetException(cause));
    }

    private Task Next(string id)
    {
        lock (gate)
        {
            if (failure is not null) return Task.FromException(failure);
            if (!changes.TryGetValue(id, out var change)) changes[id] = change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return change.Task;
        }
    }
}
