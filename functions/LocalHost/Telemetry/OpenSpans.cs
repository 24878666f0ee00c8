using LocalHost.Durable;

namespace LocalHost.Telemetry;

/// <summary>What an execution that belongs to a trace has begun and when; rebuilt with its code from the history, so that a replay tells nothing twice.</summary>
internal sealed class OpenSpans
{
    private readonly Dictionary<int, (HistoryEvent Scheduled, DateTime Since)> open = [];
    private ExecutionStarted? start;

    /// <summary>Time of the first turn.</summary>
    public DateTime Began { get; private set; }

    /// <summary>Takes over a turn that was told before.</summary>
    public void Repeat(Turn turn)
    {
        if (start is null)
        {
            if (turn.Received.OfType<ExecutionStarted>().FirstOrDefault() is not { TraceParent: not null } started) return;
            (start, Began) = (started, turn.Time);
        }

        foreach (var item in turn.Received)
        {
            if (Task(item) is { } ended) open.Remove(ended);
        }

        foreach (var decision in turn.Decided)
        {
            if (decision is TimerCancelled cancelled) open.Remove(cancelled.TaskId);
            else if (Scheduled(decision) is { } task) open[task] = (decision, turn.Time);
        }
    }

    /// <summary>Tells a turn that was just committed, and takes it over.</summary>
    public void Tell(string instance, int generation, Turn turn)
    {
        // The first turn has ended nothing, but may be the last.
        if (start is null && turn.Received.OfType<ExecutionStarted>().FirstOrDefault() is { TraceParent: not null }) Repeat(turn);
        if (start is null) return;
        DurableSpans.Tell(start, instance, generation, turn, this);
        Repeat(turn);
    }

    /// <summary>What ends by this, and when it was scheduled; null for anything else.</summary>
    public (HistoryEvent Scheduled, DateTime Since)? Find(HistoryEvent item) => Task(item) is { } task && open.TryGetValue(task, out var found) ? found : null;

    /// <summary>Tasks with somebody at work that are open when this turn ends the execution.</summary>
    public IEnumerable<(HistoryEvent Scheduled, DateTime Since)> LeftBy(Turn last)
    {
        var ended = last.Received.Select(Task).ToHashSet();
        return open.Values.Where(task => task.Scheduled is not TimerCreated && !ended.Contains(Scheduled(task.Scheduled)));
    }

    private static int? Task(HistoryEvent item) => item switch
    {
        TaskCompleted completed => completed.TaskId,
        TaskFailed failed => failed.TaskId,
        TimerFired fired => fired.TaskId,
        _ => null,
    };

    private static int? Scheduled(HistoryEvent decision) => decision switch
    {
        ActivityScheduled activity => activity.TaskId,
        SubOrchestrationScheduled { Detached: false } child => child.TaskId,
        TimerCreated timer => timer.TaskId,
        _ => null,
    };
}
