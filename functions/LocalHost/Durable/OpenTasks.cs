namespace LocalHost.Durable;

/// <summary>What an execution has begun and not ended: activities, sub-orchestrations, timers.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, OpenTask> open = [];
    private int nextId;

    /// <summary>An execution with open tasks is not over, even when its code has returned.</summary>
    public bool Any => open.Count > 0;

    public IEnumerable<TimerCreated> Timers => open.Values.Select(task => task.Timer).OfType<TimerCreated>();

    public int NextId() => nextId++;

    public Task<string?> BeginActivity(int id, string name) => Add(id, new OpenTask(name)).Task;

    public Task<string?> BeginChild(int id, string name) => Add(id, new OpenTask(name, IsChild: true)).Task;

    public Task BeginTimer(TimerCreated timer) => Add(timer.TaskId, new OpenTask("timer", Timer: timer)).Task;

    // A result may come for a task that is gone (a timer fired while it was cancelled): it changes nothing.
    public void Complete(int id, string? result)
    {
        if (open.Remove(id, out var task)) task.Ended.TrySetResult(result);
    }

    public void Fail(TaskFailed failed)
    {
        if (!open.Remove(failed.TaskId, out var task)) return;
        var (id, details) = (failed.TaskId, Failures.Of(failed));
        task.Ended.TrySetException(task.IsChild ? Failures.OfChild(id, task.Name, details) : Failures.OfActivity(id, task.Name, details));
    }

    /// <summary>True if the timer was still open.</summary>
    public bool Cancel(int id)
    {
        if (!open.Remove(id, out var task)) return false;
        task.Ended.TrySetCanceled();
        return true;
    }

    private TaskCompletionSource<string?> Add(int id, OpenTask task)
    {
        open.Add(id, task);
        return task.Ended;
    }

    private sealed record OpenTask(string Name, bool IsChild = false, TimerCreated? Timer = null)
    {
        public TaskCompletionSource<string?> Ended { get; } = new();
    }
}
