using LocalHost.Clock;
using LocalHost.Telemetry;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>One turn as one commit: its history, what it took, what it sets going, the instance's state.</summary>
internal sealed class TurnCommit(LiveInstance instance, int generation, int number, ExecutionStarted? start, TurnOutcome outcome)
{
    // On the turn's thread: all instances share the one writer.
    private readonly byte[] body = outcome.End is ContinuedAsNew ? [] : HistoryJson.Write(outcome.Turn);

    /// <summary>False if the execution was replaced meanwhile; then nothing is written.</summary>
    public bool Apply(DurableStore store, Effects effects)
    {
        var key = instance.Key;
        // They go all together when an execution is replaced: if one is gone, so is what this turn was about.
        if (!outcome.Taken.All(message => store.Drop(key, message))) return false;
        var state = State();
        if (!store.Advance(state)) return false;
        effects.Changed.Add((instance.Id, state.Status));
        foreach (var fired in outcome.Turn.Received.OfType<TimerFired>()) store.Timers.Drop(key, fired.TaskId, effects);
        if (outcome.End is ContinuedAsNew next)
        {
            Restart(store, next, effects);
            return true;
        }

        store.AddTurn(key, number, body);
        var kind = outcome.AwaitsPeople ? WaitKind.Calendar : WaitKind.Work;
        if (outcome.KindChanged) store.Timers.SetKind(instance, kind, effects);
        foreach (var decision in outcome.Turn.Decided) Carry(store, decision, kind, effects);
        if (outcome.End is ExecutionCompleted end) Finish(store, end, effects);
        return true;
    }

    private InstanceAdvance State()
    {
        var time = new DateTimeOffset(outcome.Turn.Time);
        var status = outcome.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running;
        var state = new InstanceAdvance(instance.Key, generation, generation, number, status, time) { CustomStatus = outcome.CustomStatus };
        return outcome.End switch
        {
            ExecutionCompleted end => state with
            {
                Status = end.Status,
                // Like in Durable Task, a failed instance's output is its failure in words.
                Output = end.Output ?? end.Failure?.ToString(),
                Failure = end.Failure is null ? null : HistoryJson.Write(end.Failure),
            },
            ContinuedAsNew next => state with
            {
                NextGeneration = generation + 1,
                Turns = 0,
                ReplacesInput = true,
                Input = next.Input,
                Version = next.Version,
            },
            _ => state,
        };
    }

    private void Restart(DurableStore store, ContinuedAsNew next, Effects effects)
    {
        // What the last turn still sent goes out, in its order; its own tasks do not survive it.
        foreach (var decision in outcome.Turn.Decided.Where(decision => decision is EventSent or SubOrchestrationScheduled { Detached: true }))
        {
            Carry(store, decision, WaitKind.Work, effects);
        }

        store.DropHistory(instance.Key);
        store.DropTasks(instance.Key, effects);
        var self = new InstanceRow(instance.Key, instance.Id, generation + 1, OrchestrationRuntimeStatus.Running);
        store.Send(self, generation + 1, start! with { Input = next.Input, Version = next.Version ?? start.Version }, effects, front: true);
        foreach (var carried in next.Carried) store.Send(self, 0, carried, effects, front: true);
    }

    private void Carry(DurableStore store, HistoryEvent decision, WaitKind kind, Effects effects)
    {
        var key = instance.Key;
        switch (decision)
        {
            case ActivityScheduled activity:
                store.AddActivity(new PendingActivity(key, instance.Id, generation, activity.TaskId, activity.Name, activity.Version, activity.Input, start?.TraceParent), effects);
                break;
            case TimerCreated timer:
                var due = new DateTimeOffset(timer.FireAt);
                store.Timers.Add(new PendingTimer(key, instance.Id, generation, timer.TaskId, due, timer.Retry, timer.Retry ? WaitKind.Work : kind), effects);
                break;
            case TimerCancelled cancelled:
                store.Timers.Drop(key, cancelled.TaskId, effects);
                effects.Timers.RemoveAll(timer => timer.Task == cancelled.TaskId);
                break;
            case SubOrchestrationScheduled child:
                CreateChild(store, child, effects);
                break;
            case EventSent sent when store.Find(sent.InstanceId) is { IsOver: false } target:
                store.Send(target, 0, new EventRaised(sent.Name, sent.Payload), effects);
                break;
        }
    }

    private void CreateChild(DurableStore store, SubOrchestrationScheduled child, Effects effects)
    {
        var existing = store.Find(child.InstanceId);
        if (existing is { IsOver: false })
        {
            var self = new InstanceRow(instance.Key, instance.Id, generation, OrchestrationRuntimeStatus.Running);
            if (!child.Detached) store.Send(self, generation, new TaskFailed(child.TaskId, Failures.AlreadyExists(child.InstanceId)), effects);
            return;
        }

        var parent = new ParentLink(start!.Name, instance.Id, generation, child.Detached ? ParentLink.Detached : child.TaskId);
        var trace = DurableSpans.Task(start.TraceParent, instance.Id, generation, child.Detached ? null : child.TaskId);
        var started = new ExecutionStarted(child.Name, child.Version, child.Input, parent, Tags(child), trace);
        var created = store.Create(child.InstanceId, existing, started, new DateTimeOffset(outcome.Turn.Time), effects);
        store.Send(created, created.Generation, started, effects, front: true);
    }

    /// <summary>The child's own and, where it has none of that name, its parent's.</summary>
    private Dictionary<string, string>? Tags(SubOrchestrationScheduled child)
    {
        var tags = (start!.Tags ?? new Dictionary<string, string>()).Where(tag => tag.Key != SubOrchestrationScheduled.DetachedTag).ToDictionary();
        foreach (var (name, value) in child.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        return tags.Count > 0 ? tags : null;
    }

    private void Finish(DurableStore store, ExecutionCompleted end, Effects effects)
    {
        store.Clear(instance.Key, effects, outcome.HasTasks);
        effects.Activities.RemoveAll(activity => activity.Instance == instance.Key);
        effects.Timers.Clear();
        effects.Deliveries.RemoveAll(delivery => delivery.Instance == instance.Key);
        Completions.Report(store, start?.Parent, end, effects);
    }
}

/// <summary>Tells a parent how its sub-orchestration ended.</summary>
internal static class Completions
{
    public static void Report(DurableStore store, ParentLink? parent, ExecutionCompleted end, Effects effects)
    {
        if (parent is null or { TaskId: ParentLink.Detached } || store.Find(parent.InstanceId) is not { IsOver: false } waiting || waiting.Generation != parent.Generation) return;
        HistoryEvent result = end.Status == OrchestrationRuntimeStatus.Completed
            ? new TaskCompleted(parent.TaskId, end.Output)
            : new TaskFailed(parent.TaskId, end.Failure, end.Final);
        store.Send(waiting, parent.Generation, result, effects);
    }
}
