using System.Collections.Concurrent;
using DurableTask.Core;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging.Abstractions;

namespace Judging;

/// <summary>Has each turn decided again by what decides it on Azure, Durable Task's executor with the worker's context.</summary>
internal sealed class OfficialJudge
{
    private readonly ConcurrentQueue<string> disagreements = [];

    /// <summary>What is to be shown to <see cref="DurableSettings.Judge"/>.</summary>
    public void Look(DecidedTurn turn)
    {
        try
        {
            if (Difference(turn) is { } difference) disagreements.Enqueue(difference);
        }
#pragma warning disable CA1031 // A judge that fails has not agreed; the engine must not stop for it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            disagreements.Enqueue($"The judge failed over instance '{turn.Instance}', turn {turn.History.Count + 1}: {failure}");
        }
    }

    /// <summary>Fails by what was decided otherwise since the last call.</summary>
    public void RequireAgreement()
    {
        var found = new List<string>();
        while (disagreements.TryDequeue(out var next)) found.Add(next);
        if (found.Count > 0) Assert.Fail($"{string.Join("\n", found.Take(3))}\n{found.Count} turns in all.");
    }

    /// <summary>Null if both decide the same, accepted differences aside.</summary>
    public static string? Difference(DecidedTurn turn, AcceptedDifferences accepted = AcceptedDifferences.All)
    {
        if (turn.Stopped && accepted.HasFlag(AcceptedDifferences.StoppedCode)) return null;
        var (events, last) = OfficialEvents.Before(turn);
        var (ours, theirs) = (Decided.Ours(turn, last), Decide(turn, events, accepted.HasFlag(AcceptedDifferences.LongTimers)));
        if (ours.SequenceEqual(theirs, StringComparer.Ordinal)) return null;
        var received = turn.Turn.Received.Select(item => HistoryJson.Describe(item));
        return $"Instance '{turn.Instance}', turn {turn.History.Count + 1}, is decided otherwise by Durable Task."
            + $"{List("received", received)}{List("we decided", ours)}{List("Durable Task decided", theirs)}";
    }

    private static List<string> Decide(DecidedTurn turn, IList<DurableTask.Core.History.HistoryEvent> events, bool longTimers)
    {
        var start = (turn.History.Count > 0 ? turn.History[0] : turn.Turn).Received.OfType<ExecutionStarted>().First();
        var options = new DurableTaskWorkerOptions
        {
            DataConverter = turn.Converter,
            Versioning = new DurableTaskWorkerOptions.VersioningOptions { DefaultVersion = turn.DefaultVersion },
        };
        if (longTimers) options.MaximumTimerInterval = TimeSpan.MaxValue;
        var parent = start.Parent is null ? null : new ParentOrchestrationInstance(start.Parent.Name, start.Parent.InstanceId);
        var worker = new DurableTaskShimFactory(options, NullLoggerFactory.Instance);
        // All is past: code that looks whether it is replayed sees that it is.
        var executor = new TaskOrchestrationExecutor(
            new OrchestrationRuntimeState(events),
            worker.CreateOrchestration(start.Name, new Orchestrator(turn, start), parent),
            BehaviorOnContinueAsNew.Carryover,
            null,
            ErrorPropagationMode.UseFailureDetails);
        try
        {
            return Decided.Theirs(executor.Execute());
        }
#pragma warning disable CA1031 // Whatever the code and the converter throw: the worker ends the orchestration by it.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return Decided.Theirs(thrown);
        }
    }

    private static string List(string title, IEnumerable<string> lines) =>
        $"\n  {title}:{string.Concat(lines.Select(line => $"\n    {(line.Length <= 400 ? line : line[..400] + "…")}"))}";

    private sealed class Orchestrator(DecidedTurn turn, ExecutionStarted start) : ITaskOrchestrator
    {
        /// <summary>The worker's context is not to read the input: the code says as what.</summary>
        public Type InputType => typeof(object);

        public Type OutputType => typeof(object);

        public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input) =>
            await turn.Code(new JudgedContext(context, turn.Converter, start.Input));
    }
}
