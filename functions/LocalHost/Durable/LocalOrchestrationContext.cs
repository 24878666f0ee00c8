using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using CoreExceptions = DurableTask.Core.Exceptions;

namespace LocalHost.Durable;

/// <summary>What an orchestrator sees of its execution. Every call becomes a decision of the current turn.</summary>
internal sealed class LocalOrchestrationContext(
    string instanceId,
    ExecutionStarted start,
    string defaultVersion,
    DataConverter converter,
    ILoggerFactory loggers,
    TurnPump pump,
    Decisions decisions) : TaskOrchestrationContext
{
    private List<EventRaised> carried = [];
    private DateTime now;
    private bool replaying;
    private object? customStatus;
    private int guids;

    public override TaskName Name { get; } = new(start.Name);

    public override string InstanceId => instanceId;

    public override string Version => start.Version;

    public override ParentOrchestrationInstance? Parent { get; } =
        start.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    public OpenTasks Tasks { get; } = new();

    public ExternalEvents Events { get; } = new(converter);

    /// <summary>The next execution that the code asked for, without the events it will inherit.</summary>
    public ContinuedAsNew? Next { get; private set; }

    protected override ILoggerFactory LoggerFactory => loggers;

    public void BeginTurn(DateTime time, bool replay) => (now, replaying) = (time, replay);

    public void Raise(EventRaised raised)
    {
        // Once the code has asked for its next execution, that one gets what still comes.
        if (Next is null) Events.Raise(raised);
        else carried.Add(raised);
    }

    public ContinuedAsNew Continue() => Next! with { Carried = [.. carried] };

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(start.Input);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RequireInput(input, options);
        try
        {
            return await Retries.RunAsync(this, options?.Retry, async () =>
            {
                var id = Begin();
                decisions.Add(new ActivityScheduled(id, name.Name, options?.Version?.Version ?? Version, converter.Serialize(input)));
                return Result<TResult>(await Tasks.BeginActivity(id, name.Name));
            });
        }
        catch (CoreExceptions.TaskFailedException failed)
        {
            throw new TaskFailedException(name, failed.ScheduleId, failed);
        }
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var childId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        try
        {
            return await Retries.RunAsync(this, options?.Retry, async () =>
            {
                var id = Begin();
                var tags = options?.Tags?.ToDictionary(StringComparer.Ordinal);
                var detached = tags?.ContainsKey(SubOrchestrationScheduled.DetachedTag) == true;
                var version = options?.Version?.Version ?? defaultVersion;
                var json = converter.Serialize(input);
                decisions.Add(new SubOrchestrationScheduled(id, childId, orchestratorName.Name, version, json, detached, tags));
                return detached ? default! : Result<TResult>(await Tasks.BeginChild(id, orchestratorName.Name));
            });
        }
        catch (CoreExceptions.SubOrchestrationFailedException failed)
        {
            throw new TaskFailedException(orchestratorName, failed.ScheduleId, Failures.Of(failed.FailureDetails)!);
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        BeginTimer(fireAt.ToUniversalTime(), retry: false, cancellationToken);

    public Task DelayRetryAsync(DateTime fireAt) => BeginTimer(fireAt, retry: true, CancellationToken.None);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        pump.Require();
        return Events.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        pump.Require();
        if (string.IsNullOrWhiteSpace(instanceId)) throw new ArgumentException("orchestrationInstance");
        Tasks.NextId();
        decisions.Add(new EventSent(instanceId, eventName, converter.Serialize(payload)));
    }

    /// <summary>Written at the end of the turn: what the object has become by then counts.</summary>
    public override void SetCustomStatus(object? customStatus) => this.customStatus = customStatus;

    /// <summary>The JSON of the status set last, null if none.</summary>
    /// <exception cref="Exception">Whatever the converter throws.</exception>
    public string? WriteCustomStatus() => converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        pump.Require();
        var version = string.IsNullOrWhiteSpace(options.NewVersion) ? null : options.NewVersion;
        (Next, carried) = (new ContinuedAsNew(converter.Serialize(options.NewInput), version, []), []);
        if (!options.PreserveUnprocessedEvents) return;
        // Like Durable Task: they are sent to the next execution, and take numbers.
        foreach (var kept in Events.TakeKept())
        {
            Tasks.NextId();
            decisions.Add(new EventSent(instanceId, kept.Name, kept.Payload));
        }
    }

    public override Guid NewGuid()
    {
        pump.Require();
        return DeterministicGuid.Create(instanceId, now, guids++);
    }

    private static void RequireInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                "A TaskOptions value was provided for the activity input but no value was provided for options. "
                + "Did you actually mean to provide a TaskOptions value for the options parameter?",
                nameof(input));
        }
    }

    // The converter itself refuses to make a value type of nothing; Durable Task gives the default.
    private TResult Result<TResult>(string? json) => json is null ? default! : converter.Deserialize<TResult>(json)!;

    private int Begin()
    {
        pump.Require();
        return Tasks.NextId();
    }

    private Task BeginTimer(DateTime fireAt, bool retry, CancellationToken cancellation)
    {
        var timer = new TimerCreated(Begin(), fireAt, retry);
        decisions.Add(timer);
        var fired = Tasks.BeginTimer(timer);
        if (cancellation.CanBeCanceled)
        {
            // At once if it is cancelled already: like in Durable Task, the timer has taken its number.
            cancellation.Register(() =>
            {
                pump.Require();
                if (Tasks.Cancel(timer.TaskId)) decisions.Add(new TimerCancelled(timer.TaskId));
            });
        }

        return fired;
    }
}
