using DurableTask.Core;
using DurableTask.Core.History;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Official = DurableTask.Core.History.HistoryEvent;
using Ours = LocalHost.Durable.HistoryEvent;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>Durable Task's own history as LocalHost's turns.</summary>
/// <remarks>
/// It has no event for a cancelled timer, and does not mark a retry's. What came to an execution after it had asked for its next one is in
/// that one's history.
/// </remarks>
internal static class OfficialTurns
{
    /// <param name="executions">Of one instance, oldest first.</param>
    public static IReadOnlyList<InstanceHistory> Of(string id, IReadOnlyList<IReadOnlyList<Official>> executions) =>
        [.. executions.Select((events, generation) => Of(id, events, executions.ElementAtOrDefault(generation + 1)))];

    private static InstanceHistory Of(string id, IReadOnlyList<Official> events, IReadOnlyList<Official>? next)
    {
        var started = events.OfType<ExecutionStartedEvent>().Single();
        var end = events.OfType<ExecutionCompletedEvent>().LastOrDefault();
        var late = next?.TakeWhile(item => item is not OrchestratorCompletedEvent).OfType<EventRaisedEvent>() ?? [];
        IReadOnlyList<EventRaised> carried = [.. late.Select(Raised)];
        var turns = new List<(DateTime Time, List<Ours> Received, List<Ours> Decided)>();
        foreach (var item in events)
        {
            // Not by its end: an execution that another one continues as has one before it has decided anything.
            if (item is OrchestratorStartedEvent) turns.Add((item.Timestamp, [], []));
            else if (Received(item) is { } received) turns[^1].Received.Add(received);
            else if (Decided(item, carried) is { } decided) turns[^1].Decided.Add(decided);
            else if (item is not OrchestratorCompletedEvent) throw new NotSupportedException($"{item.EventType} of {id}");
        }

        return new InstanceHistory(
            id,
            started.Name,
            started.Version ?? "",
            (OrchestrationRuntimeStatus)(end?.OrchestrationStatus ?? OrchestrationStatus.Running),
            [.. turns.Select(turn => new Turn(turn.Time, turn.Received, turn.Decided))]);
    }

    private static Ours? Received(Official item) => item switch
    {
        ExecutionStartedEvent start => new ExecutionStarted(start.Name, start.Version ?? "", start.Input, Parent(start.ParentInstance)),
        EventRaisedEvent raised => Raised(raised),
        TaskCompletedEvent completed => new TaskCompleted(completed.TaskScheduledId, completed.Result),
        TaskFailedEvent failed => Failed(failed.TaskScheduledId, failed.FailureDetails),
        SubOrchestrationInstanceCompletedEvent completed => new TaskCompleted(completed.TaskScheduledId, completed.Result),
        SubOrchestrationInstanceFailedEvent failed => Failed(failed.TaskScheduledId, failed.FailureDetails),
        TimerFiredEvent fired => new TimerFired(fired.TimerId),
        _ => null,
    };

    private static Ours? Decided(Official item, IReadOnlyList<EventRaised> carried) => item switch
    {
        // An array of parameters, of which the shims make one.
        TaskScheduledEvent task => new ActivityScheduled(task.EventId, task.Name!, task.Version ?? "", task.Input?[1..^1]),
        SubOrchestrationInstanceCreatedEvent child =>
            new SubOrchestrationScheduled(child.EventId, child.InstanceId, child.Name, child.Version ?? "", child.Input),
        TimerCreatedEvent timer => new TimerCreated(timer.EventId, timer.FireAt),
        EventSentEvent sent => new EventSent(sent.InstanceId, sent.Name, sent.Input),
        ContinueAsNewEvent next => new ContinuedAsNew(next.Result, null, carried),
        ExecutionCompletedEvent end =>
            new ExecutionCompleted((OrchestrationRuntimeStatus)end.OrchestrationStatus, end.Result, Failure(end.FailureDetails)),
        _ => null,
    };

    private static EventRaised Raised(EventRaisedEvent raised) => new(raised.Name, raised.Input);

    private static ParentLink? Parent(ParentInstance? parent) =>
        parent is null ? null : new ParentLink(parent.Name, parent.OrchestrationInstance.InstanceId, 1, parent.TaskScheduleId);

    private static TaskFailed Failed(int task, FailureDetails? failure) => new(task, Failure(failure), failure?.IsNonRetriable == true);

    private static TaskFailureDetails? Failure(FailureDetails? failure) => failure is null
        ? null
        : new TaskFailureDetails(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Failure(failure.InnerFailure), null);
}
