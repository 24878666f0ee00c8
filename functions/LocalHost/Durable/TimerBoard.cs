using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>The pending timers that are due next, with one alarm of the host's clock per kind of wait. Later ones stay in the store until they come near.</summary>
/// <param name="fetch">Asked, under the lock, for what comes after a place in the order of a kind; answered by <see cref="Fill"/>.</param>
/// <param name="kept">Timers of a kind in memory, up to twice as many.</param>
/// <remarks>Change it only while a work token is held: a virtual clock must not move under a half-made change.</remarks>
internal sealed class TimerBoard(HostClock clock, Action<PendingTimer> fired, Action<WaitKind, TimerPlace> fetch, int kept)
{
    private readonly Lock gate = new();
    // Those in memory, and those that have fired but are still in the store until their turn is committed: they must not fire again.
    private readonly Dictionary<long, Dictionary<int, PendingTimer>> byInstance = [];
    private readonly Lane[] lanes = [new(WaitKind.Work), new(WaitKind.Calendar)];
    private bool closed;

    /// <summary>Timers in memory.</summary>
    public int Count
    {
        get { lock (gate) return lanes.Sum(lane => lane.Timers.Count); }
    }

    /// <summary>Begins with what the store has.</summary>
    public void Open()
    {
        lock (gate)
        {
            foreach (var lane in lanes) Arm(lane);
        }
    }

    public void Add(PendingTimer timer)
    {
        lock (gate)
        {
            var lane = LaneOf(timer.Kind);
            if (!closed && Insert(lane, timer)) Arm(lane);
        }
    }

    /// <summary>Gives a timer another kind, unless it has fired.</summary>
    public void Move(PendingTimer timer)
    {
        lock (gate)
        {
            if (closed) return;
            if (byInstance.TryGetValue(timer.Instance, out var mine) && mine.TryGetValue(timer.Task, out var old))
            {
                if (!LaneOf(old.Kind).Timers.Contains(old)) return;
                Drop(old);
            }

            Insert(LaneOf(timer.Kind), timer);
            foreach (var lane in lanes) Arm(lane);
        }
    }

    /// <summary>The timers that follow on the last one known, and the place up to which they are all.</summary>
    public void Fill(WaitKind kind, IReadOnlyList<PendingTimer> timers, TimerPlace until)
    {
        lock (gate)
        {
            if (closed) return;
            var lane = LaneOf(kind);
            (lane.Known, lane.Fetching) = (until, false);
            foreach (var timer in timers) Insert(lane, timer);
            Arm(lane);
        }
    }

    public void Remove(long instance, int task)
    {
        lock (gate)
        {
            if (closed || !byInstance.TryGetValue(instance, out var mine)) return;
            foreach (var timer in mine.Values.Where(timer => task == TimerRows.All || timer.Task == task).ToArray()) Drop(timer);
            // An alarm of a timer that is gone would still move a virtual clock.
            foreach (var lane in lanes) Arm(lane);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            foreach (var lane in lanes) lane.Alarm?.Dispose();
        }
    }

    private Lane LaneOf(WaitKind kind) => lanes[(int)kind];

    /// <summary>False if the timer lies beyond what is known: the store brings it when it is its turn.</summary>
    private bool Insert(Lane lane, PendingTimer timer)
    {
        if (timer.Place.CompareTo(lane.Known) > 0) return false;
        if (!byInstance.TryGetValue(timer.Instance, out var mine)) byInstance[timer.Instance] = mine = [];
        if (!mine.TryAdd(timer.Task, timer)) return false;
        lane.Timers.Add(timer);
        // Not while the next are on their way: they follow on what is known now.
        if (lane.Timers.Count > 2 * kept && !lane.Fetching) Shorten(lane);
        return true;
    }

    private void Shorten(Lane lane)
    {
        while (lane.Timers.Count > kept) Drop(lane.Timers.Max!);
        lane.Known = lane.Timers.Max!.Place;
    }

    private void Drop(PendingTimer timer)
    {
        LaneOf(timer.Kind).Timers.Remove(timer);
        var mine = byInstance[timer.Instance];
        mine.Remove(timer.Task);
        if (mine.Count == 0) byInstance.Remove(timer.Instance);
    }

    private void Arm(Lane lane)
    {
        if (lane.Timers.Min is not { } next)
        {
            lane.Alarm?.Dispose();
            (lane.Alarm, lane.Armed) = (null, DateTimeOffset.MaxValue);
            if (lane.Fetching || lane.Known == TimerPlace.Last) return;
            lane.Fetching = true;
            fetch(lane.Kind, lane.Known);
            return;
        }

        if (lane.Alarm is not null && lane.Armed == next.Due) return;
        lane.Alarm?.Dispose();
        lane.Armed = next.Due;
        lane.Alarm = clock.Schedule(next.Due, lane.Kind, () => Ring(lane));
    }

    private void Ring(Lane lane)
    {
        lock (gate)
        {
            if (closed) return;
            lane.Alarm = null;
            var now = clock.GetUtcNow();
            while (lane.Timers.Min is { } next && next.Due <= now)
            {
                lane.Timers.Remove(next);
                fired(next);
            }

            Arm(lane);
        }
    }

    private sealed class Lane(WaitKind kind)
    {
        public WaitKind Kind => kind;

        public SortedSet<PendingTimer> Timers { get; } = new(PendingTimer.ByPlace);

        /// <summary>Every timer up to here is in memory.</summary>
        public TimerPlace Known { get; set; } = TimerPlace.First;

        public bool Fetching { get; set; }

        public IDisposable? Alarm { get; set; }

        public DateTimeOffset Armed { get; set; } = DateTimeOffset.MaxValue;
    }
}

/// <summary>A timer's place in the order of a kind of wait: by time, then by instance and task.</summary>
internal readonly record struct TimerPlace(DateTimeOffset Due, long Instance, int Task) : IComparable<TimerPlace>
{
    public static readonly TimerPlace First = new(DateTimeOffset.MinValue, 0, int.MinValue);

    public static readonly TimerPlace Last = new(DateTimeOffset.MaxValue, long.MaxValue, int.MaxValue);

    public int CompareTo(TimerPlace other) => (Due, Instance, Task).CompareTo((other.Due, other.Instance, other.Task));
}
