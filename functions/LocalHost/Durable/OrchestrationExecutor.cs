using LocalHost.Telemetry;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>One execution of an orchestrator's code: rebuilt from its turns, then fed what arrives. Used by one thread at a time.</summary>
internal sealed class OrchestrationExecutor
{
    private readonly string instanceId;
    private readonly IReadOnlyDictionary<string, OrchestratorCode> orchestrators;
    private readonly DataConverter converter;
    private readonly ILoggerFactory loggers;
    private readonly string defaultVersion;
    private readonly TurnPump pump;
    private readonly Decisions decisions;
    private LocalOrchestrationContext? context;
    private Task<string?>? code;
    private HistoryEvent? end;
    private bool broken;
    private bool stopped;
    private bool awaitsPeople;

    /// <param name="defaultVersion">Of sub-orchestrations that are given none.</param>
    /// <param name="strayed">Called, at any time and on any thread, when the code is resumed by something outside its context; with the place, if that is known.</param>
    public OrchestrationExecutor(
        string instanceId,
        IReadOnlyDictionary<string, OrchestratorCode> orchestrators,
        DataConverter converter,
        ILoggerFactory loggers,
        string defaultVersion,
        Action<string?> strayed)
    {
        (this.instanceId, this.orchestrators, this.converter, this.loggers, this.defaultVersion) = (instanceId, orchestrators, converter, loggers, defaultVersion);
        pump = new TurnPump(strayed);
        decisions = new Decisions(instanceId);
    }

    public string InstanceId => instanceId;

    public int Turns { get; private set; }

    public ExecutionStarted? Start { get; private set; }

    public bool Suspended { get; private set; }

    public OpenSpans Spans { get; } = new();

    private string? CustomStatus { get; set; }

    /// <summary>Repeats a stored turn.</summary>
    /// <exception cref="NonDeterminismException">The code decides otherwise than it did.</exception>
    public void Replay(Turn turn)
    {
        decisions.Expect(Turns + 1, turn.Decided);
        using (pump.Enter())
        {
            context?.BeginTurn(turn.Time, replay: true);
            foreach (var item in turn.Received) Take(item, turn.Time, replay: true);
            EndIfLost();
        }

        CustomStatus = WriteCustomStatus();
        decisions.Require(Waits);
        awaitsPeople = context?.Events.Awaited == true;
        Turns++;
        Spans.Repeat(turn);
    }

    /// <summary>Runs a turn over messages, oldest first. Takes those it can: none after the end, only control messages while suspended or not begun.</summary>
    public TurnOutcome Run(DateTime time, IReadOnlyList<InboxMessage> messages)
    {
        var taken = new List<InboxMessage>(messages.Count);
        var before = awaitsPeople;
        using (pump.Enter())
        {
            context?.BeginTurn(time, replay: false);
            foreach (var message in messages)
            {
                if (end is not null) break;
                if (!Accepts(message.Event)) continue;
                // A turn of its own: in Durable Task, a suspension holds back what its turn decided.
                if (message.Event is ExecutionSuspended && taken.Count > 0) break;
                taken.Add(message);
                Take(message.Event, time, replay: false);
                // What was held back comes first, in its order.
                if (message.Event is ExecutionResumed) break;
            }

            EndIfLost();
        }

        if (taken.Count == 0) return TurnOutcome.Nothing;
        CustomStatus = WriteCustomStatus();
        awaitsPeople = context?.Events.Awaited == true;
        Turns++;
        var turn = new Turn(time, [.. taken.Select(message => message.Event)], decisions.Take());
        return new TurnOutcome(taken, turn, end, Suspended, CustomStatus, awaitsPeople)
        {
            Stopped = stopped,
            HasTasks = context?.Tasks.Any != false,
            KindChanged = before != awaitsPeople && context?.Tasks.Timers.Any() == true,
        };
    }

    /// <summary>Whether a turn would take this message now.</summary>
    public bool Accepts(HistoryEvent item) => item switch
    {
        ExecutionTerminated or ExecutionBroken or ExecutionStarted => true,
        _ when Start is null => false,
        ExecutionSuspended or ExecutionResumed => true,
        _ => !Suspended,
    };

    /// <summary>The turn just run or repeated, as a judge sees it; null if no code decided it.</summary>
    public DecidedTurn? Show(IReadOnlyList<Turn> history, Turn turn) =>
        Start is { } start && orchestrators.TryGetValue(start.Name, out var orchestrator)
        ? new DecidedTurn(instanceId, orchestrator, converter, defaultVersion, history, turn, CustomStatus, stopped)
        : null;

    internal static ExecutionCompleted Broken(TaskFailureDetails failure) => new(OrchestrationRuntimeStatus.Failed, null, failure);

    private static ExecutionCompleted Broken(Exception failure) => Broken(Failures.Of(failure));

    private void Take(HistoryEvent item, DateTime time, bool replay)
    {
        switch (item)
        {
            case ExecutionStarted started:
                Begin(started, time, replay);
                break;
            case EventRaised raised:
                Raise(raised);
                break;
            case TaskCompleted completed:
                context!.Tasks.Complete(completed.TaskId, completed.Result);
                break;
            case TaskFailed failed:
                context!.Tasks.Fail(failed);
                break;
            case TimerFired fired:
                context!.Tasks.Complete(fired.TaskId, null);
                break;
            case ExecutionSuspended or ExecutionResumed:
                Suspended = item is ExecutionSuspended;
                break;
            case ExecutionTerminated terminated:
                End(new ExecutionCompleted(OrchestrationRuntimeStatus.Terminated, terminated.Output));
                return;
            case ExecutionBroken broken:
                Stop(Broken(broken.Failure));
                return;
            default:
                throw new InvalidOperationException($"{item.GetType().Name} is a decision and cannot be received.");
        }

        pump.Drain();
        if (end is null && pump.Thrown is { } thrown) Stop(Broken(thrown));
        if (end is not null || code is not { IsCompleted: true } || context!.Tasks.Any) return;
        // Like in Durable Task, a cancellation that escapes is found when the result is asked for.
        if (code.IsCanceled) Break(new AggregateException(new TaskCanceledException(code)));
        else End(Result());
    }

    private void Begin(ExecutionStarted started, DateTime time, bool replay)
    {
        Start = started;
        if (!orchestrators.TryGetValue(started.Name, out var orchestrator))
        {
            End(new ExecutionCompleted(OrchestrationRuntimeStatus.Failed, null, Failures.NoOrchestrator(started.Name, started.Version), Final: true));
            return;
        }

        context = new LocalOrchestrationContext(instanceId, started, defaultVersion, converter, loggers, pump, decisions);
        context.BeginTurn(time, replay);
        code = RunAsync(orchestrator, context);
    }

    // Async, so that whatever the code throws, early or late, ends in the task.
    private async Task<string?> RunAsync(OrchestratorCode orchestrator, LocalOrchestrationContext running) =>
        converter.Serialize(await orchestrator(running));

    private void Raise(EventRaised raised)
    {
        try
        {
            context!.Raise(raised);
        }
#pragma warning disable CA1031 // The converter is the app's. A payload that is not of the awaited type ends the execution, like in Durable Task: no code waits for the conversion.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Break(error);
        }
    }

    /// <summary>The status after this turn; one that cannot be written breaks the execution.</summary>
    private string? WriteCustomStatus()
    {
        try
        {
            return broken ? null : context?.WriteCustomStatus();
        }
#pragma warning disable CA1031 // The converter is the app's.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Break(error);
            return null;
        }
    }

    private HistoryEvent Result()
    {
        if (code!.IsFaulted) return Broken(code.Exception!.InnerException!);
        if (context!.Next is not null) return context.Continue();
        return new ExecutionCompleted(OrchestrationRuntimeStatus.Completed, code.Result);
    }

    private string? Waits() => code is { IsCompleted: false } ? CodeLocation.OfWait(code) : null;

    /// <summary>Code that was resumed by a foreign task, or waits for nothing that could ever come, awaits a foreign task.</summary>
    private void EndIfLost()
    {
        if (context is null || end is not null) return;
        var waitsForNothing = code is { IsCompleted: false } && !Suspended && !context.Tasks.Any && !context.Events.Awaited;
        if (pump.Stray is not null || waitsForNothing) Stop(Broken(NonDeterminismException.ForeignTask(pump.Stray?.Value ?? Waits())));
    }

    /// <summary>Ends the execution by what failed outside its code: like in Durable Task, nothing else of the turn is left, nor a custom status.</summary>
    private void Break(Exception failure)
    {
        broken = true;
        decisions.Withdraw();
        End(Broken(failure));
    }

    /// <summary>Ends the execution over its code, which broke a rule of orchestrators.</summary>
    private void Stop(ExecutionCompleted decision)
    {
        stopped = true;
        End(decision);
    }

    private void End(HistoryEvent decision)
    {
        end = decision;
        decisions.Add(decision);
    }
}
