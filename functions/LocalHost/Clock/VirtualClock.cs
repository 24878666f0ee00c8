namespace LocalHost.Clock;

/// <summary>Time that moves only when nothing runs: unasked past <see cref="WaitKind.Work"/>, on request past anything.</summary>
/// <remarks>On the way to an alarm of kind Work it calls the Calendar alarms that lie before it.</remarks>
public sealed class VirtualClock : HostClock
{
    private readonly WorkTracker work;
    private readonly Lock gate = new();
    private readonly AlarmQueue alarms = new();
    private readonly SemaphoreSlim advancing = new(1, 1);
    private DateTimeOffset now;
    private int wakes;

    public VirtualClock(DateTimeOffset start, WorkTracker work)
    {
        (now, this.work) = (start.ToUniversalTime(), work);
        work.Idle += Wake;
    }

    private enum Step
    {
        /// <summary>Something runs: look again when it has ended.</summary>
        Busy,
        Moved,
        NothingDue,
    }

    /// <summary>Elapsed times, too, are of this clock.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

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
            while (TryStep(target) != Step.NothingDue) await work.WhenIdleAsync(cancellation);
        }
        finally
        {
            advancing.Release();
        }
    }

    /// <summary>Moves by a span, see <see cref="AdvanceToAsync"/>.</summary>
    public Task AdvanceAsync(TimeSpan span, CancellationToken cancellation = default) => AdvanceToAsync(GetUtcNow() + span, cancellation);

    /// <summary>Completes when nothing runs and no alarm of kind Work is left: only people and the calendar are waited for.</summary>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        while (TryStep(null) != Step.NothingDue) await work.WhenIdleAsync(cancellation);
    }

    public override IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback)
    {
        Alarm alarm;
        IDisposable? token;
        lock (gate)
        {
            alarm = alarms.Add(due, kind, callback, Cancel);
            // Counted until it has run: the clock must not move between the request and the callback.
            token = due <= now ? work.Begin() : null;
            if (token is not null) alarms.Remove(alarm);
        }

        if (token is not null)
        {
            ThreadPool.QueueUserWorkItem(static call => { using (call.token) call.alarm.Fire(); }, (alarm, token), preferLocal: false);
        }
        else if (kind == WaitKind.Work && work.IsIdle)
        {
            Wake();
        }

        return alarm;
    }

    /// <summary>Timers made by others: one-shot ones count as <see cref="WaitKind.Work"/>, periodic ones as <see cref="WaitKind.Calendar"/> (skipping those would never end).</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, () => callback(state), dueTime, period);

    private void Cancel(Alarm alarm)
    {
        lock (gate) alarms.Remove(alarm);
    }

    /// <summary>Asks for the skipping of Work. One loop on a pool thread serves all requests: callbacks cause requests, and must neither nest nor run under a caller's lock.</summary>
    private void Wake()
    {
        if (Interlocked.Increment(ref wakes) == 1) ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.SkipWork(), this, preferLocal: false);
    }

    private void SkipWork()
    {
        int served;
        do
        {
            served = Volatile.Read(ref wakes);
            while (TryStep(null) == Step.Moved)
            {
            }
        }
        while (Interlocked.CompareExchange(ref wakes, 0, served) != served);
    }

    /// <summary>Calls the alarms of one moment: the earliest up to the limit or, without one, up to the next Work.</summary>
    private Step TryStep(DateTimeOffset? limit)
    {
        IReadOnlyList<Alarm> due;
        IDisposable token;
        lock (gate)
        {
            if (alarms.Next is not { } next || (limit ?? alarms.NextWork) is not { } until || next > until)
            {
                // Without a token: ending one would raise Idle, which asks for the next step, without end.
                if (!work.IsIdle) return Step.Busy;
                if (limit > now) now = limit.Value.ToUniversalTime();
                return Step.NothingDue;
            }

            // Taken before the time is set: nobody else moves it while callbacks of this moment are outstanding.
            if (work.TryBeginFirst() is not { } first) return Step.Busy;
            token = first;
            due = alarms.TakeNext();
            if (next > now) now = next;
        }

        using (token)
        {
            foreach (var alarm in due) alarm.Fire();
        }

        return Step.Moved;
    }
}
