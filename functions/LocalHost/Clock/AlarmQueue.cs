namespace LocalHost.Clock;

/// <summary>Alarms in order of their moments, then of their making. Not safe for use by several threads: its owner locks.</summary>
internal sealed class AlarmQueue
{
    private readonly SortedSet<Alarm> all = new(Alarm.ByMoment);
    private readonly SortedSet<Alarm> machinery = new(Alarm.ByMoment);
    private long order;

    public DateTimeOffset? Next => all.Min?.Due;

    /// <summary>The moment of the first alarm of kind <see cref="WaitKind.Work"/>; null when there is none.</summary>
    public DateTimeOffset? NextWork => machinery.Min?.Due;

    public Alarm Add(DateTimeOffset due, WaitKind kind, Action callback, Action<Alarm> cancel)
    {
        var alarm = new Alarm(due.ToUniversalTime(), order++, callback, cancel);
        all.Add(alarm);
        if (kind == WaitKind.Work) machinery.Add(alarm);
        return alarm;
    }

    public void Remove(Alarm alarm)
    {
        all.Remove(alarm);
        machinery.Remove(alarm);
    }

    /// <summary>Takes out the alarms of the earliest moment.</summary>
    public IReadOnlyList<Alarm> TakeNext()
    {
        var taken = new List<Alarm>();
        while (all.Min is { } first && (taken.Count == 0 || first.Due == taken[0].Due))
        {
            Remove(first);
            taken.Add(first);
        }

        return taken;
    }
}

/// <summary>One callback at one moment: it is called or cancelled, never both.</summary>
internal sealed class Alarm(DateTimeOffset due, long order, Action callback, Action<Alarm> cancel) : IDisposable
{
    public static readonly IComparer<Alarm> ByMoment = Comparer<Alarm>.Create((one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Order.CompareTo(other.Order));

    private int settled;

    public DateTimeOffset Due => due;

    public long Order => order;

    public void Fire()
    {
        if (Interlocked.Exchange(ref settled, 1) == 0) callback();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref settled, 1) == 0) cancel(this);
    }
}
