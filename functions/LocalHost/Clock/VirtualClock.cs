namespace LocalHost.Clock;

/// <summary>Time that moves only when nothing runs: unasked past <see cref="WaitKind.Work"/>, on request past anything.</summary>
public sealed class VirtualClock : HostClock
{
    private readonly WorkTracker work;
    private readonly Lock gate = new();
    private readonly PriorityQueue<Alarm, (DateTimeOffset Due, long Order)> alarms = new();
    private readonly SemaphoreSlim advancing = new(1, 1);
    private DateTimeOffset now;
    private long order;

    public VirtualClock(DateTimeOffset start, WorkTracker work)
    {
        (now, this.work) = (start.ToUniversalTime(), work);
        work.Idle += SkipWork;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <summary>Moves in the order of the alarms, letting all work end between two of them. Never moves back.</summary>
    public async Task AdvanceToAsync(DateTimeOffset target, CancellationToken cancellation = default)
    {
        await advancing.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                await work.WhenIdleAsync(cancellation);
                List<Alarm> due;
                lock (gate)
                {
                    if (!work.IsIdle) continue;
                    due = TakeNext(target);
                    if (due.Count == 0)
                    {
                        if (now < target) now = target.ToUniversalTime();
                        return;
                    }
                }

                Fire(due);
            }
        }
        finally
        {
            advancing.Release();
        }
    }

    /// <summary>Moves by a span, see <see cref="AdvanceToAsync"/>.</summary>
    public Task AdvanceAsync(TimeSpan span, CancellationToken cancellation = default) => AdvanceToAsync(GetUtcNow() + span, cancellation);

    public override IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback)
    {
        var alarm = new Alarm(kind, callback);
        bool past;
        lock (gate)
        {
            past = due <= now;
            if (!past) alarms.Enqueue(alarm, (due.ToUniversalTime(), order++));
        }

        if (past)
        {
            // Counted until it has run: the clock must not move between the request and the callback.
            var token = work.Begin();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                using (token) alarm.Fire();
            });
        }
        else if (kind == WaitKind.Work && work.IsIdle)
        {
            SkipWork();
        }

        return alarm;
    }

    /// <summary>Timers made by others: one-shot ones count as <see cref="WaitKind.Work"/>, periodic ones as <see cref="WaitKind.Calendar"/> (skipping those would never end).</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ProviderTimer(this, () => callback(state), dueTime, period);

    private void SkipWork()
    {
        List<Alarm> due;
        lock (gate)
        {
            if (!work.IsIdle || NextWork() is not { } target) return;
            due = TakeNext(target);
        }

        Fire(due);
    }

    private DateTimeOffset? NextWork()
    {
        DateTimeOffset? next = null;
        foreach (var (alarm, at) in alarms.UnorderedItems)
        {
            if (alarm is { Kind: WaitKind.Work, Cancelled: false } && (next is null || at.Due < next)) next = at.Due;
        }

        return next;
    }

    /// <summary>The alarms of the earliest moment up to the limit; sets the time to it.</summary>
    private List<Alarm> TakeNext(DateTimeOffset limit)
    {
        var due = new List<Alarm>();
        while (alarms.TryPeek(out var alarm, out var at) && at.Due <= limit)
        {
            if (alarm.Cancelled)
            {
                alarms.Dequeue();
                continue;
            }

            if (due.Count > 0 && at.Due > now) break;
            if (at.Due > now) now = at.Due;
            due.Add(alarms.Dequeue());
        }

        return due;
    }

    private void Fire(List<Alarm> due)
    {
        // One token over all callbacks: no jump between two alarms of one moment.
        using var token = work.Begin();
        foreach (var alarm in due) alarm.Fire();
    }

    private sealed class Alarm(WaitKind kind, Action callback) : IDisposable
    {
        private int state;

        public WaitKind Kind => kind;

        public bool Cancelled => Volatile.Read(ref state) != 0;

        public void Dispose() => Interlocked.CompareExchange(ref state, 1, 0);

        public void Fire()
        {
            if (Interlocked.CompareExchange(ref state, 2, 0) == 0) callback();
        }
    }

    private sealed class ProviderTimer : ITimer
    {
        private readonly VirtualClock clock;
        private readonly Action callback;
        private readonly Lock gate = new();
        private IDisposable? alarm;
        private TimeSpan period;

        public ProviderTimer(VirtualClock clock, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            (this.clock, this.callback) = (clock, callback);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                this.period = period;
                Set(dueTime);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan dueTime)
        {
            alarm?.Dispose();
            var kind = period > TimeSpan.Zero ? WaitKind.Calendar : WaitKind.Work;
            alarm = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Schedule(clock.GetUtcNow() + dueTime, kind, Tick);
        }

        private void Tick()
        {
            lock (gate)
            {
                if (alarm is null) return;
                Set(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            }

            callback();
        }
    }
}
