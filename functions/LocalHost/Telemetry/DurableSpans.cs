using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LocalHost.Durable;

namespace LocalHost.Telemetry;

/// <summary>The spans of orchestrations, as Durable Task makes them.</summary>
/// <remarks>
/// Only the trace parent of the start is stored, in the history. The ids of all other spans are made of it, so that those that are
/// told at the end, days later or by another process, are the parents that what came before them named.
/// </remarks>
internal static class DurableSpans
{
    private const int Execution = -1;

    public static Activity? Create(string name, string version, string instance) => HostSpans.Source
        .StartActivity(Name("create_orchestration", name, version), ActivityKind.Producer)
        .Describe("orchestration", name, version, instance);

    /// <summary>What an orchestration's start stores.</summary>
    public static string? Parent(Activity? creation) => HostSpans.Source.HasListeners() ? (creation ?? Activity.Current)?.Id : null;

    public static Activity? Raise(string name, string target) => Raise(name, Activity.Current?.Context ?? default, target);

    /// <summary>An activity's run, as child of what schedules it.</summary>
    public static Activity? Run(PendingActivity activity) => HostSpans.Source.HasListeners()
        && ActivityContext.TryParse(Task(activity.TraceParent, activity.Id, activity.Generation, activity.Task), null, isRemote: true, out var context)
        ? HostSpans.Source.StartActivity(Name("activity", activity.Name, activity.Version), ActivityKind.Server, context)
            .Describe("activity", activity.Name, activity.Version, activity.Id)?.SetTag("durabletask.task.task_id", activity.Task)
        : null;

    /// <summary>Trace parent of what a task runs: the span that its execution tells when the task has ended. Null where the execution is of no trace.</summary>
    /// <param name="stored">The trace parent of the execution's start.</param>
    /// <param name="task">Null for what nobody waits for: it belongs to the execution itself.</param>
    public static string? Task(string? stored, string instance, int generation, int? task) => stored is not null
        && ActivityContext.TryParse(stored, null, out var origin)
            ? $"00-{origin.TraceId}-{Id(stored, instance, generation, task ?? Execution)}-{(origin.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}"
            : null;

    /// <summary>Tells what an execution did in a turn that is now committed.</summary>
    public static void Tell(ExecutionStarted start, string instance, int generation, Turn turn, OpenSpans open)
    {
        if (!HostSpans.Source.HasListeners() || !ActivityContext.TryParse(start.TraceParent, null, isRemote: true, out var origin)) return;
        var id = Id(start.TraceParent!, instance, generation, Execution);
        var own = new ActivityContext(origin.TraceId, ActivitySpanId.CreateFromString(id), origin.TraceFlags, isRemote: true);
        foreach (var item in turn.Received)
        {
            if (open.Find(item) is { } ended) Ended(ended, item is TaskFailed, start, instance, generation, turn.Time, own);
        }

        foreach (var sent in turn.Decided.OfType<EventSent>()) Raise(sent.Name, own, sent.InstanceId)?.Dispose();
        if (turn.Decided.FirstOrDefault(decision => decision is ExecutionCompleted or ContinuedAsNew) is not { } end) return;
        // What runs on without its execution has a parent all the same.
        foreach (var left in open.LeftBy(turn)) Ended(left, failed: false, start, instance, generation, turn.Time, own);
        var status = (end as ExecutionCompleted)?.Status.ToString() ?? "ContinuedAsNew";
        Told(Name("orchestration", start.Name, start.Version), ActivityKind.Server, origin, open.Began, turn.Time, id, span => span
            .Describe("orchestration", start.Name, start.Version, instance)!
            .SetTag("durabletask.task.status", status)
            .SetStatus(status == "Failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset));
    }

    private static void Ended(
        (HistoryEvent Scheduled, DateTime Since) ended, bool failed, ExecutionStarted start, string instance, int generation, DateTime now, ActivityContext own)
    {
        var status = failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset;
        switch (ended)
        {
            case (ActivityScheduled task, var since):
                Told(Name("activity", task.Name, task.Version), ActivityKind.Client, own, since, now, Id(start.TraceParent!, instance, generation, task.TaskId), span => span
                    .Describe("activity", task.Name, task.Version, instance)!.SetTag("durabletask.task.task_id", task.TaskId).SetStatus(status));
                break;
            case (SubOrchestrationScheduled child, var since):
                Told(Name("orchestration", child.Name, child.Version), ActivityKind.Client, own, since, now, Id(start.TraceParent!, instance, generation, child.TaskId), span => span
                    .Describe("orchestration", child.Name, child.Version, instance)!.SetTag("durabletask.task.task_id", child.TaskId).SetStatus(status));
                break;
            case (TimerCreated timer, var since):
                Told($"orchestration:{start.Name}:timer", ActivityKind.Internal, own, since, now, null, span => span
                    .Describe("timer", start.Name, "", instance)!
                    .SetTag("durabletask.task.task_id", timer.TaskId)
                    .SetTag("durabletask.fire_at", timer.FireAt.ToString("o", CultureInfo.InvariantCulture)));
                break;
        }
    }

    private static Activity? Raise(string name, ActivityContext parent, string target) => HostSpans.Source
        .StartActivity($"orchestration_event:{name}", ActivityKind.Producer, parent)
        ?.SetTag("durabletask.type", "event").SetTag("durabletask.task.name", name).SetTag("durabletask.event.target_instance_id", target);

    /// <summary>A span that is over when it is told. Its times are the host clock's, as the history's are.</summary>
    private static void Told(string name, ActivityKind kind, ActivityContext parent, DateTime since, DateTime until, string? id, Action<Activity> describe)
    {
        using var span = HostSpans.Source.StartActivity(name, kind, parent, startTime: since);
        if (span is null) return;
        if (id is not null) SpanIdentity.Set(span, id);
        describe(span);
        span.SetEndTime(until);
    }

    private static Activity? Describe(this Activity? span, string type, string name, string version, string instance)
    {
        span?.SetTag("durabletask.type", type).SetTag("durabletask.task.name", name).SetTag("durabletask.task.instance_id", instance);
        if (version.Length > 0) span?.SetTag("durabletask.task.version", version);
        return span;
    }

    private static string Name(string kind, string name, string version) => version.Length == 0 ? $"{kind}:{name}" : $"{kind}:{name}@({version})";

    private static string Id(string parent, string instance, int generation, int task) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{parent}|{generation}|{task}|{instance}"))).AsSpan(0, 8));
}
