using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>The timers of the store, as the one writer changes them within its transaction.</summary>
internal sealed class TimerRows(Func<string, int, Statement> prepare)
{
    /// <summary>Stands for every timer of an instance.</summary>
    public const int All = int.MinValue;

    private readonly Statement add = prepare("INSERT INTO timers(instance,task,generation,due,retry,calendar) VALUES($1,$2,$3,$4,$5,$6)", 6);
    private readonly Statement drop = prepare("DELETE FROM timers WHERE instance=$1 AND task=$2", 2);
    private readonly Statement dropAll = prepare("DELETE FROM timers WHERE instance=$1", 1);
    private readonly Statement ofOtherKind = prepare("SELECT task, generation, due FROM timers WHERE instance=$1 AND retry=0 AND calendar<>$2", 2);
    private readonly Statement setKind = prepare("UPDATE timers SET calendar=$2 WHERE instance=$1 AND retry=0", 2);
    private readonly Statement after = prepare(
        """
        SELECT i.key, i.id, t.generation, t.task, t.due, t.retry FROM timers t JOIN instances i ON i.key=t.instance
        WHERE t.calendar=$1 AND (t.due, t.instance, t.task) > ($2, $3, $4) ORDER BY t.due, t.instance, t.task LIMIT $5
        """,
        5);

    public void Add(PendingTimer timer, Effects effects)
    {
        add.Run(timer.Instance, timer.Task, timer.Generation, timer.Due.UtcTicks, timer.Retry, timer.Kind == WaitKind.Calendar);
        effects.Timers.Add(timer);
    }

    /// <summary>False if it was gone before.</summary>
    public bool Drop(long instance, int task, Effects effects)
    {
        effects.TimersGone.Add((instance, task));
        return drop.Run(instance, task) == 1;
    }

    public void DropAll(long instance, Effects effects)
    {
        if (dropAll.Run(instance) > 0) effects.TimersGone.Add((instance, All));
    }

    /// <summary>For all timers of the instance but retry delays.</summary>
    public void SetKind(LiveInstance instance, WaitKind kind, Effects effects)
    {
        var calendar = kind == WaitKind.Calendar;
        var changed = ofOtherKind.Query(
            row => new PendingTimer(instance.Key, instance.Id, row.GetInt32(1), row.GetInt32(0), row.Time(2), Retry: false, kind), instance.Key, calendar);
        setKind.Run(instance.Key, calendar);
        effects.TimersMoved.AddRange(changed);
    }

    /// <summary>The next timers of a kind, in their order, at most <paramref name="limit"/>.</summary>
    public void Fetch(WaitKind kind, TimerPlace place, int limit, Effects effects)
    {
        var found = after.Query(
            row => new PendingTimer(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.Time(4), row.GetBoolean(5), kind),
            kind == WaitKind.Calendar,
            place.Due.UtcTicks,
            place.Instance,
            place.Task,
            limit);
        effects.Fetched = (kind, found, found.Count < limit ? TimerPlace.Last : found[^1].Place);
    }
}
