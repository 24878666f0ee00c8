using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Official = DurableTask.Core.History.HistoryEvent;

namespace LocalHost.Durable;

/// <summary>A stored history as the client's GetOrchestrationHistoryAsync hands it out: Durable Task's own events, a start and an end around each turn.</summary>
/// <remarks>A cancelled timer leaves no event there.</remarks>
internal static class OfficialHistory
{
    /// <summary>The event id of whatever is not scheduled by the code.</summary>
    private const int None = -1;

    public static IList<Official> Of(InstanceHistory history)
    {
        var scheduled = history.Turns.SelectMany(turn => turn.Decided);
        var children = scheduled.OfType<SubOrchestrationScheduled>().Select(child => child.TaskId).ToHashSet();
        var timers = scheduled.OfType<TimerCreated>().ToDictionary(timer => timer.TaskId, timer => timer.FireAt);
        return [.. history.Turns.SelectMany(turn => Of(turn, children, timers))];
    }

    private static IEnumerable<Official> Of(Turn turn, HashSet<int> children, Dictionary<int, DateTime> timers) =>
        turn.Received.Concat(turn.Decided)
            .Select(item => Of(item, children, timers))
            .OfType<Official>()
            .Prepend(new OrchestratorStartedEvent(None))
            .Append(new OrchestratorCompletedEvent(None))
            .Select(item =>
            {
                item.Timestamp = turn.Time;
                return item;
            });

    private static Official? Of(HistoryEvent item, HashSet<int> children, Dictionary<int, DateTime> timers) => item switch
    {
        ExecutionStarted started => new ExecutionStartedEvent(None, started.Input)
        {
            Name = started.Name,
            Version = started.Version,
            Tags = started.Tags?.ToDictionary(),
            ParentInstance = Parent(started.Parent),
        },
        EventRaised raised => new EventRaisedEvent(None, raised.Payload) { Name = raised.Name },
        TaskCompleted completed when children.Contains(completed.TaskId) => new SubOrchestrationInstanceCompletedEvent(None, completed.TaskId, completed.Result),
        TaskCompleted completed => new TaskCompletedEvent(None, completed.TaskId, completed.Result),
        TaskFailed failed when children.Contains(failed.TaskId) =>
            new SubOrchestrationInstanceFailedEvent(None, failed.TaskId, failed.Failure?.ErrorMessage, null, Failure(failed.Failure, failed.Final)),
        TaskFailed failed => new TaskFailedEvent(None, failed.TaskId, failed.Failure?.ErrorMessage, null, Failure(failed.Failure, failed.Final)),
        TimerFired fired => new TimerFiredEvent(None, timers[fired.TaskId]) { TimerId = fired.TaskId },
        ExecutionSuspended suspended => new ExecutionSuspendedEvent(None, suspended.Reason),
        ExecutionResumed resumed => new ExecutionResumedEvent(None, resumed.Reason),
        ExecutionTerminated terminated => new ExecutionTerminatedEvent(None, terminated.Output),
        ActivityScheduled activity => new TaskScheduledEvent(activity.TaskId, activity.Name, activity.Version, activity.Input),
        SubOrchestrationScheduled child => new SubOrchestrationInstanceCreatedEvent(child.TaskId)
        {
            Name = child.Name,
            Version = child.Version,
            InstanceId = child.InstanceId,
            Input = child.Input,
        },
        TimerCreated timer => new TimerCreatedEvent(timer.TaskId, timer.FireAt),
        EventSent sent => new EventSentEvent(None) { InstanceId = sent.InstanceId, Name = sent.Name, Input = sent.Payload },
        ExecutionCompleted end => new ExecutionCompletedEvent(None, end.Output, (OrchestrationStatus)end.Status, Failure(end.Failure, end.Final)),
        _ => null,
    };

    private static ParentInstance? Parent(ParentLink? parent) => parent is null
        ? null
        : new ParentInstance
        {
            Name = parent.Name,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = parent.InstanceId },
            TaskScheduleId = parent.TaskId,
        };

    private static FailureDetails? Failure(TaskFailureDetails? failure, bool final = false) => failure is null
        ? null
        : new FailureDetails(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Failure(failure.InnerFailure), final);
}
