namespace LocalHost.Durable;

/// <summary>The orchestrator's code does not do again what its history says it did.</summary>
public sealed class NonDeterminismException(string message) : InvalidOperationException(message)
{
    internal const string ForeignTask =
        "The orchestrator was resumed outside its turn: it awaits a task that its context did not make "
        + "(Task.Delay, Task.Run, I/O or ConfigureAwait(false)). Await only tasks of the TaskOrchestrationContext, and do I/O in activities.";
}

/// <summary>Holds a replayed turn against its stored decisions: same kind, name, order and input.</summary>
internal static class Determinism
{
    /// <exception cref="NonDeterminismException">Names the first difference and its place: turn and decision count from 1.</exception>
    public static void Require(int turn, IReadOnlyList<HistoryEvent> expected, IReadOnlyList<HistoryEvent> found)
    {
        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            var was = i < expected.Count ? expected[i] : null;
            var now = i < found.Count ? found[i] : null;
            if (was is not null && now is not null && Same(was, now)) continue;
            throw new NonDeterminismException(
                $"Turn {turn}, decision {i + 1}: the history holds {Text(was)}, but the code decided {Text(now)}. "
                + "Was the orchestrator changed after this instance started, or does it read time, settings or chance outside its context?");
        }
    }

    private static bool Same(HistoryEvent was, HistoryEvent now) => (was, now) switch
    {
        (SubOrchestrationScheduled a, SubOrchestrationScheduled b) => a with { Tags = null } == b with { Tags = null },
        // A stack trace may differ between two builds of the same code.
        (ExecutionCompleted a, ExecutionCompleted b) => (a.Status, a.Output, a.Failure?.ErrorType) == (b.Status, b.Output, b.Failure?.ErrorType),
        (ContinuedAsNew a, ContinuedAsNew b) => a.Input == b.Input && (a.Version ?? "") == (b.Version ?? "") && a.Carried.SequenceEqual(b.Carried),
        _ => was == now,
    };

    private static string Text(HistoryEvent? item) => item is null ? "nothing there" : HistoryJson.Describe(item);
}
