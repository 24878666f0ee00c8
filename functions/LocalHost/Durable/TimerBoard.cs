using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>Every pending timer, with one alarm of the host's clock per kind of wait.</summary>
/// <remarks>Change it only while a work token is held: a virtual clock must not move under a half-made change.</remarks>
internal sealed class TimerBoard(HostClock clock, Action<PendingTimer> fired)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, List<Entry>> byInstance = [];
    private readonly Lane work = new(WaitKind.Work);
    private readonly Lane calendar = new(WaitKind.Calendar);
    private long order;
    private bool closed;

    public void Add(PendingTimer timer)
    {
        lock (gate)
        {
            if (closed) return;
            if (!byInstance.TryGetValue(timer.Instance, out var mine)) byInstance[timer.Instance] = mine = [];
            var entry = new Entry(timer);
            mine.Add(entry);
            Enqueue(entry);
        }
    }

    public void Remove(long instance, int task)
    {
        lock (gate)
        {
            if (!byInstance.TryGetValue(instance, out var mine)) return;
            foreach (var entry in mine.Where(entry => task == DurableStore.All || entry.Timer.Task == task)) entry.Dead = true;
            mine.RemoveAll(entry => entry.Dead);
            if (mine.Count == 0) byInstance.Remove(instance);
            Rearm();
        }
    }

    /// <summary>Retry delays keep theirs.</summary>
    public void SetKind(long instance, WaitKind kind)
    {
        lock (gate)
        {
            if (closed || !byInstance.TryGetValue(instance, out var mine)) return;
            for (var i = 0; i < mine.Count; i++)
            {
                if (mine[i].Timer.Retry || mine[i].Timer.Kind == kind) continue;
                mine[i].Dead = true;
                mine[i] = new Entry(mine[i].Timer with { Kind = kind });
                Enqueue(mine[i]);
            }

            Rearm();
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            work.Alarm?.Dispose();
            calendar.Alarm?.Dispose();
        }
    }

    private void Enqueue(Entry entry)
    {
        var lane = entry.Timer.Kind == WaitKind.Work ? work : calendar;
        lane.Entries.Enqueue(entry, (entry.Timer.Due, order++));
        Arm(lane);
    }

    // An alarm of a timer that is gone would still move a virtual clock.
    private void Rearm()
    {
        if (closed) return;
        Arm(work);
        Arm(calendar);
    }

    private void Arm(Lane lane)
    {
        while (lane.Entries.TryPeek(out var first, out _) && first.Dead) lane.Entries.Dequeue();
        if (!lane.Entries.TryPeek(out _, out var next))
        {
            lane.Alarm?.Dispose();
            (lane.Alarm, lane.Armed) = (null, DateTimeOffset.MaxValue);
            return;
        }

        if (lane.Alarm is not null && lane.Armed == next.Due) return;
        lane.Alarm?.Dispose();
        lane.Armed = next.Due;
        lane.Alarm = clock.Schedule(next.Due, lane.Kind, () => Ring(lane));
    }

    private void Ring(Lane lane)
    {
        List<PendingTimer> due = [];
        lock (gate)
        {
            if (closed) return;
            lane.Alarm = null;
            var now = clock.GetUtcNow();
            while (lane.Entries.TryPeek(out var entry, out var at) && (entry.Dead || at.Due <= now))
            {
                lane.Entries.Dequeue();
                if (entry.Dead) continue;
                due.Add(entry.Timer);
                Forget(entry);
            }

            foreach (var timer in due) fired(timer);
            Arm(lane);
        }
    }

    private void Forget(Entry entry)
    {
        var mine = byInstance[entry.Timer.Instance];
        mine.Remove(entry);
        if (mine.Count == 0) byInstance.Remove(entry.Timer.Instance);
    }

    private sealed class Entry(PendingTimer timer)
    {
        public PendingTimer Timer => timer;

        public bool Dead { get; set; }
    }

    private sealed class Lane(WaitKind kind)
    {
        public WaitKind Kind => kind;

        public PriorityQueue<Entry, (DateTimeOffset Due, long Order)> Entries { get; } = new();

        public IDisposable? Alarm { get; set; }

        public DateTimeOffset Armed { get; set; } = DateTimeOffset.MaxValue;
    }
}
