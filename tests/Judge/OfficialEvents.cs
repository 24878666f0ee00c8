using DurableTask.Core;
using DurableTask.Core.History;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Official = DurableTask.Core.History.HistoryEvent;

namespace Judging;

/// <summary>Turns as Durable Task's own events: what an orchestration is replayed from on Azure.</summary>
internal sealed class OfficialEvents
{
    /// <summary>The event id of whatever is not decided by the code.</summary>
    private const int None = -1;

    private readonly string instance;
    private readonly HashSet<int> children;
    private readonly Dictionary<int, DateTime> timers;
    private int last = None;

    private OfficialEvents(DecidedTurn judged)
    {
        instance = judged.Instance;
        var decided = judged.History.Append(judged.Turn).SelectMany(turn => turn.Decided).ToList();
        children = decided.OfType<SubOrchestrationScheduled>().Select(child => child.TaskId).ToHashSet();
        timers = decided.OfType<TimerCreated>().ToDictionary(timer => timer.TaskId, timer => timer.FireAt);
    }

    /// <summary>All up to the decisions of the judged turn, and the number of the last task before it.</summary>
    public static (IList<Official> Events, int Last) Before(DecidedTurn judged)
    {
        var official = new OfficialEvents(judged);
        var past = judged.History.SelectMany(turn => official.Of(turn, turn.Received.Concat(turn.Decided)));
        return ([.. past, .. official.Of(judged.Turn, judged.Turn.Received)], official.last);
    }

    /// <summary>The parameters of an activity: one, in an array.</summary>
    public static string Parameters(ActivityScheduled activity) => $"[{activity.Input ?? "null"}]";

    private IEnumerable<Official> Of(Turn turn, IEnumerable<LocalHost.Durable.HistoryEvent> items)
    {
        // A cancelled timer leaves no event.
        foreach (var item in items.Select(Of).OfType<Official>().Prepend(new OrchestratorStartedEvent(None)))
        {
            item.Timestamp = turn.Time;
            yield return item;
        }
    }

    private Official? Of(LocalHost.Durable.HistoryEvent item) => item switch
    {
        ExecutionStarted started => new ExecutionStartedEvent(None, started.Input)
        {
            Name = started.Name,
            Version = started.Version,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instance, ExecutionId = "1" },
        },
        EventRaised raised => new EventRaisedEvent(None, raised.Payload) { Name = raised.Name },
        TaskCompleted completed when children.Contains(completed.TaskId) =>
            new SubOrchestrationInstanceCompletedEvent(None, completed.TaskId, completed.Result),
        TaskCompleted completed => new TaskCompletedEvent(None, completed.TaskId, completed.Result),
        TaskFailed failed when children.Contains(failed.TaskId) =>
            new SubOrchestrationInstanceFailedEvent(None, failed.TaskId, failed.Failure?.ErrorMessage, null, Failure(failed)),
        TaskFailed failed => new TaskFailedEvent(None, failed.TaskId, failed.Failure?.ErrorMessage, null, Failure(failed)),
        TimerFired fired => new TimerFiredEvent(None, timers[fired.TaskId]) { TimerId = fired.TaskId },
        ExecutionSuspended suspended => new ExecutionSuspendedEvent(None, suspended.Reason),
        ExecutionResumed resumed => new ExecutionResumedEvent(None, resumed.Reason),
        ExecutionTerminated terminated => new ExecutionTerminatedEvent(None, terminated.Output),
        ActivityScheduled activity => new TaskScheduledEvent(last = activity.TaskId, activity.Name, activity.Version, Parameters(activity)),
        SubOrchestrationScheduled child => new SubOrchestrationInstanceCreatedEvent(last = child.TaskId)
        {
            Name = child.Name,
            Version = child.Version,
            InstanceId = child.InstanceId,
            Input = child.Input,
        },
        TimerCreated timer => new TimerCreatedEvent(last = timer.TaskId, timer.FireAt),
        // An event sent takes a number too, and does not store it.
        EventSent sent => new EventSentEvent(++last) { InstanceId = sent.InstanceId, Name = sent.Name, Input = sent.Payload },
        TimerCancelled => null,
        _ => throw new InvalidOperationException($"{item.GetType().Name} is the end of a history."),
    };

    private static FailureDetails? Failure(TaskFailed failed) => Failure(failed.Failure, failed.Final);

    private static FailureDetails? Failure(TaskFailureDetails? failure, bool final) => failure is null ? null : new FailureDetails(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Failure(failure.InnerFailure, final: false), final, failure.Properties);
}
