namespace LocalHost.Clock;

/// <summary>A platform-style timer on a virtual clock, for Task.Delay, PeriodicTimer and CancellationTokenSource.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualClock clock;
    private readonly Action callback;
    private readonly Lock gate = new();
    private IDisposable? alarm;
    private TimeSpan period;
    private long version;
    private bool disposed;

    public VirtualTimer(VirtualClock clock, Action callback, TimeSpan dueTime, TimeSpan period)
    {
        (this.clock, this.callback) = (clock, callback);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (disposed) return false;
            this.period = period;
            Arm(dueTime);
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Arm(Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(TimeSpan dueTime)
    {
        alarm?.Dispose();
        // A tick under way when the timer is changed belongs to no version any more.
        var armed = ++version;
        var kind = period > TimeSpan.Zero ? WaitKind.Calendar : WaitKind.Work;
        alarm = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Schedule(clock.GetUtcNow() + dueTime, kind, () => Tick(armed));
    }

    private void Tick(long armed)
    {
        lock (gate)
        {
            if (armed != version) return;
            Arm(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
        }

        callback();
    }
}
