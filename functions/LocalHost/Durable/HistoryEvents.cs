using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>One turn of an instance as stored: what reached it at this time, and what its code decided then. Decisions keep their order.</summary>
public sealed record Turn(DateTime Time, IReadOnlyList<HistoryEvent> Received, IReadOnlyList<HistoryEvent> Decided);

/// <summary>A fact of an instance's history. Payloads are JSON, null where nothing was given.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(ExecutionBroken), "broken")]
[JsonDerivedType(typeof(ActivityScheduled), "activityScheduled")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "subOrchestrationScheduled")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(TimerCancelled), "timerCancelled")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(ExecutionCompleted), "completed")]
[JsonDerivedType(typeof(ContinuedAsNew), "continuedAsNew")]
public abstract record HistoryEvent;

/// <summary>Who waits for this instance: the parent's id, its execution, and the task that the result completes.</summary>
public sealed record ParentLink(string Name, string InstanceId, int Generation, int TaskId)
{
    /// <summary>The task of a child whose parent does not wait.</summary>
    public const int Detached = -1;
}

/// <param name="TraceParent">W3C traceparent of what started it; null while nobody traces.</param>
public sealed record ExecutionStarted(
    string Name,
    string Version,
    [property: JsonConverter(typeof(RawJson))] string? Input,
    ParentLink? Parent = null,
    IReadOnlyDictionary<string, string>? Tags = null,
    string? TraceParent = null) : HistoryEvent;

public sealed record EventRaised(string Name, [property: JsonConverter(typeof(RawJson))] string? Payload) : HistoryEvent;

/// <summary>An activity or sub-orchestration ended well.</summary>
public sealed record TaskCompleted(int TaskId, [property: JsonConverter(typeof(RawJson))] string? Result) : HistoryEvent;

/// <summary>An activity or sub-orchestration failed. Final ones are not retried, whatever the policy: nothing of that name exists.</summary>
/// <param name="Failure">Null for a sub-orchestration that was terminated.</param>
public sealed record TaskFailed(int TaskId, TaskFailureDetails? Failure, bool Final = false) : HistoryEvent;

public sealed record TimerFired(int TaskId) : HistoryEvent;

public sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

public sealed record ExecutionResumed(string? Reason) : HistoryEvent;

public sealed record ExecutionTerminated([property: JsonConverter(typeof(RawJson))] string? Output) : HistoryEvent;

/// <summary>The engine found the code breaking the rules of orchestrators outside a turn.</summary>
public sealed record ExecutionBroken(TaskFailureDetails Failure) : HistoryEvent;

public sealed record ActivityScheduled(
    int TaskId,
    string Name,
    string Version,
    [property: JsonConverter(typeof(RawJson))] string? Input) : HistoryEvent;

/// <summary>Tags are not compared on replay: they carry no result.</summary>
public sealed record SubOrchestrationScheduled(
    int TaskId,
    string InstanceId,
    string Name,
    string Version,
    [property: JsonConverter(typeof(RawJson))] string? Input,
    bool Detached = false,
    IReadOnlyDictionary<string, string>? Tags = null) : HistoryEvent
{
    /// <summary>Durable Task's tag of a child that its parent does not wait for.</summary>
    public const string DetachedTag = "FireAndForget";
}

/// <summary>A durable timer; a retry's delay never waits for a person.</summary>
public sealed record TimerCreated(int TaskId, DateTime FireAt, bool Retry = false) : HistoryEvent;

public sealed record TimerCancelled(int TaskId) : HistoryEvent;

public sealed record EventSent(string InstanceId, string Name, [property: JsonConverter(typeof(RawJson))] string? Payload) : HistoryEvent;

/// <summary>The last decision: Completed, Failed or Terminated.</summary>
public sealed record ExecutionCompleted(
    OrchestrationRuntimeStatus Status,
    [property: JsonConverter(typeof(RawJson))] string? Output,
    TaskFailureDetails? Failure = null,
    bool Final = false) : HistoryEvent;

/// <summary>The next execution's input and the events that this one leaves to it, oldest first.</summary>
public sealed record ContinuedAsNew(
    [property: JsonConverter(typeof(RawJson))] string? Input,
    string? Version,
    IReadOnlyList<EventRaised> Carried) : HistoryEvent;
