namespace LocalHost.Clock;

/// <summary>Counts what runs or is queued: invocations, turns, messages, unseen blobs, open requests.</summary>
/// <remarks>
/// Whoever hands work on begins the next token before ending its own, so that the count touches zero only
/// when nothing is left to do at this moment.
/// </remarks>
public sealed class WorkTracker
{
    private readonly Lock gate = new();
    private int running;
    private TaskCompletionSource idle = Completed();

    /// <summary>Raised, outside the lock, each time the count falls to zero.</summary>
    public event Action? Idle;

    public bool IsIdle
    {
        get { lock (gate) return running == 0; }
    }

    /// <summary>Counts one piece of work until the token is disposed. Disposing twice counts once.</summary>
    public IDisposable Begin()
    {
        lock (gate)
        {
            if (running++ == 0) idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Token(this);
    }

    /// <summary>As <see cref="Begin"/> when nothing runs, else null: one step, so that two cannot both find the host idle.</summary>
    internal IDisposable? TryBeginFirst()
    {
        lock (gate)
        {
            if (running > 0) return null;
            running = 1;
            idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Token(this);
    }

    /// <summary>Completes when nothing runs. Something may run again by the time the caller looks.</summary>
    public Task WhenIdleAsync(CancellationToken cancellation)
    {
        lock (gate) return idle.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private void End()
    {
        TaskCompletionSource? reached = null;
        lock (gate)
        {
            if (--running == 0) reached = idle;
        }

        if (reached is null) return;
        reached.TrySetResult();
        Idle?.Invoke();
    }

    private sealed class Token(WorkTracker tracker) : IDisposable
    {
        private WorkTracker? owner = tracker;

        public void Dispose() => Interlocked.Exchange(ref owner, null)?.End();
    }
}
