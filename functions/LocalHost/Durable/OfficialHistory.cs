using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Official = DurableTask.Core.History.HistoryEvent;

namespace LocalHost.Durable;

/// <summary>A stored history as the client's GetOrchestrationHistoryAsync hands it out: Durable Task's own events, a start and an end around each turn.</summary>
/// <remarks>A cancelled timer leaves no event there.</remarks>
internal sealed class OfficialHistory
{
    /// <summary>The event id of whatever is not decided by the code.</summary>
    private const int None = -1;

    private readonly HashSet<int> children;
    private readonly Dictionary<int, DateTime> timers;
    // All that the code decides is numbered in one row; an event sent and the end do not store their numbers.
    private int last = -1;

    private OfficialHistory(IEnumerable<HistoryEvent> decided)
    {
        children = decided.OfType<SubOrchestrationScheduled>().Select(child => child.TaskId).ToHashSet();
        timers = decided.OfType<TimerCreated>().ToDictionary(timer => timer.TaskId, timer => timer.FireAt);
    }

    public static IList<Official> Of(InstanceHistory history)
    {
        var official = new OfficialHistory(history.Turns.SelectMany(turn => turn.Decided));
        return [.. history.Turns.SelectMany(official.Of)];
    }

    private IEnumerable<Official> Of(Turn turn) =>
        turn.Received.Concat(turn.Decided)
            .Select(Of)
            .OfType<Official>()
            .Prepend(new OrchestratorStartedEvent(None))
            .Append(new OrchestratorCompletedEvent(None))
            .Select(item =>
            {
                item.Timestamp = turn.Time;
                return item;
            });

    private Official? Of(HistoryEvent item) => item switch
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
        ActivityScheduled activity => new TaskScheduledEvent(last = activity.TaskId, activity.Name, activity.Version, activity.Input),
        SubOrchestrationScheduled child => new SubOrchestrationInstanceCreatedEvent(last = child.TaskId)
        {
            Name = child.Name,
            Version = child.Version,
            InstanceId = child.InstanceId,
            Input = child.Input,
        },
        TimerCreated timer => new TimerCreatedEvent(last = timer.TaskId, timer.FireAt),
        EventSent sent => new EventSentEvent(++last) { InstanceId = sent.InstanceId, Name = sent.Name, Input = sent.Payload },
        ExecutionCompleted end => new ExecutionCompletedEvent(++last, end.Output, (OrchestrationStatus)end.Status, Failure(end.Failure, end.Final)),
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
