using LocalHost.Clock;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable;

/// <summary>Runs due turns, several instances at a time, and hands them to the writer.</summary>
internal sealed class TurnRunner(
    InstanceBoard board,
    Writer writer,
    DurableReader reader,
    IReadOnlyDictionary<string, OrchestratorCode> orchestrators,
    DataConverter converter,
    ILoggerFactory loggers,
    HostClock clock,
    EngineCounters counters,
    Action<EngineStep> probe,
    Action<Exception> fault,
    DurableSettings settings)
{
    private readonly Versioning versioning = settings.Versioning;
    private readonly ILogger logger = loggers.CreateLogger<DurableEngine>();

    public async Task RunAsync(CancellationToken stop)
    {
        while (await board.Due.WaitToReadAsync(CancellationToken.None))
        {
            while (board.Due.TryRead(out var instance))
            {
                if (stop.IsCancellationRequested) return;
                try
                {
                    probe(EngineStep.Turn);
                    Run(instance);
                }
#pragma warning disable CA1031 // The engine's boundary: orchestrators' own failures never come here, this is the store or the engine.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    fault(error);
                    return;
                }
            }
        }
    }

    private void Run(LiveInstance instance)
    {
        var seen = board.Look(instance);
        var (executor, generation, turns) = (seen.Executor, seen.Generation, seen.Executor?.Turns ?? 0);
        NonDeterminismException? broken = null;
        IReadOnlyList<Turn> history = [];
        if (executor is null)
        {
            if (!seen.Fresh)
            {
                if (reader.History(instance.Key) is not { } stored || stored.IsOver)
                {
                    // A timer's last call, or a late resumption of code that has ended.
                    board.Release(instance, seen.Waiting, null, generation);
                    return;
                }

                (generation, history) = (stored.Generation, stored.Turns);
            }

            var start = Start(seen.Waiting, history);
            if (start is not null && !versioning.Takes(start.Version))
            {
                TurnAway(instance, seen, generation, history, start);
                return;
            }

            (executor, broken) = Rebuild(instance, generation, history);
            turns = history.Count;
        }

        var late = Array.FindAll(seen.Waiting, message => message.Generation != 0 && message.Generation != generation);
        var outcome = broken is null
            ? executor.Run(clock.GetUtcNow().UtcDateTime, late.Length == 0 ? seen.Waiting : [.. seen.Waiting.Except(late)])
            : Failed(broken, seen.Waiting);
        if (broken is null && outcome.Taken.Count > 0)
        {
            var difference = settings.ReplayEveryTurn && !outcome.Stopped ? Verify(instance, history, outcome.Turn) : null;
            if (difference is not null) outcome = Failed(difference, outcome.Taken);
            else if (settings.Judge is not null) Show(instance, executor, generation, seen.Executor is null ? history : null, outcome.Turn);
        }

        if (outcome.Taken.Count == 0 && late.Length == 0)
        {
            board.Release(instance, [], executor, generation);
            return;
        }

        Commit(instance, executor, executor.Start, generation, turns + 1, outcome, late);
    }

    /// <summary>How the execution began: that tells its version before any of its code runs.</summary>
    private static ExecutionStarted? Start(IReadOnlyList<InboxMessage> waiting, IReadOnlyList<Turn> history) =>
        history.Count > 0 ? history[0].Received.OfType<ExecutionStarted>().FirstOrDefault() : waiting.Select(message => message.Event).OfType<ExecutionStarted>().FirstOrDefault();

    private void TurnAway(LiveInstance instance, InstanceBoard.Snapshot seen, int generation, IReadOnlyList<Turn> history, ExecutionStarted start)
    {
        logger.LogWarning("Orchestration {Instance} of version {Version} is not for this code, of version {Code}: {Strategy}.", instance.Id, start.Version, versioning.Default, versioning.Failure);
        if (versioning.Failure == VersionFailureStrategy.Reject)
        {
            board.Park(instance, seen.Generation);
            return;
        }

        var end = OrchestrationExecutor.Broken(Failures.OtherVersion) with { Final = true };
        var outcome = Over(end, seen.Waiting, [.. seen.Waiting.Select(message => message.Event)]);
        Commit(instance, Rebuild(instance, generation, []).Executor, start, generation, history.Count + 1, outcome, []);
    }

    private (OrchestrationExecutor Executor, NonDeterminismException? Broken) Rebuild(LiveInstance instance, int generation, IReadOnlyList<Turn> history)
    {
        var executor = new OrchestrationExecutor(
            instance.Id,
            orchestrators,
            converter,
            loggers,
            versioning.Default,
            place => board.Deliver(instance.Key, instance.Id, new InboxMessage(0, generation, Breach(place))));
        return (executor, Repeat(executor, history));

        static ExecutionBroken Breach(string? place) => new(Failures.Of(NonDeterminismException.ForeignTask(place)));
    }

    /// <summary>For tests: holds a turn that was just run against a second run of all turns, so that it is replayed too.</summary>
    private NonDeterminismException? Verify(LiveInstance instance, IReadOnlyList<Turn> history, Turn turn) =>
        Repeat(new OrchestrationExecutor(instance.Id, orchestrators, converter, loggers, versioning.Default, _ => { }), [.. history, turn]);

    /// <summary>For tests: shows a turn to the judge, unless no code decided it or its execution was replaced meanwhile.</summary>
    /// <param name="history">The turns before it; null if they were not read, since the code was in memory.</param>
    private void Show(LiveInstance instance, OrchestrationExecutor executor, int generation, IReadOnlyList<Turn>? history, Turn turn)
    {
        history ??= reader.History(instance.Key) is { } stored && stored.Generation == generation ? stored.Turns : null;
        if (history is not null && executor.Show(history, turn) is { } decided) settings.Judge!(decided);
    }

    private NonDeterminismException? Repeat(OrchestrationExecutor executor, IReadOnlyList<Turn> history)
    {
        try
        {
            foreach (var turn in history) executor.Replay(turn);
            return null;
        }
        catch (NonDeterminismException difference)
        {
            logger.LogError(difference, "Orchestration {Instance} is stopped: its code does not repeat its history.", executor.InstanceId);
            return difference;
        }
    }

    private TurnOutcome Failed(NonDeterminismException broken, IReadOnlyList<InboxMessage> waiting)
    {
        // A foreign task that came back is the cause of whatever else differs now.
        var breach = waiting.Select(message => message.Event).OfType<ExecutionBroken>().FirstOrDefault();
        return Over(OrchestrationExecutor.Broken(breach?.Failure ?? Failures.Of(broken)), waiting, []);
    }

    /// <summary>A turn in which no code ran: all that it does is to end the execution.</summary>
    private TurnOutcome Over(ExecutionCompleted end, IReadOnlyList<InboxMessage> taken, IReadOnlyList<HistoryEvent> received) =>
        new(taken, new Turn(clock.GetUtcNow().UtcDateTime, received, [end]), end, false, null, false);

    private void Commit(LiveInstance instance, OrchestrationExecutor executor, ExecutionStarted? start, int generation, int number, TurnOutcome outcome, InboxMessage[] late)
    {
        var commit = new TurnCommit(instance, generation, number, start, outcome);
        var current = true;
        writer.Submit(
            (store, effects) =>
            {
                foreach (var message in late) store.Drop(instance.Key, message);
                if (outcome.Taken.Count > 0) current = commit.Apply(store, effects);
            },
            () =>
            {
                if (current)
                {
                    counters.Turn(outcome.Turn);
                    executor.Spans.Tell(instance.Id, generation, outcome.Turn);
                }

                var goesOn = current && outcome.End is null;
                board.Release(instance, [.. outcome.Taken, .. late], goesOn ? executor : null, generation);
            },
            fault);
    }
}
