namespace LocalHost.Durable;

/// <summary>The orchestrator's code does not do again what its history says it did.</summary>
public sealed class NonDeterminismException(string message) : InvalidOperationException(message)
{
    /// <param name="place">Where the code waits or is resumed; null if that cannot be told.</param>
    internal static NonDeterminismException ForeignTask(string? place) => new(
        $"The orchestrator{(place is null ? string.Empty : $", in {place},")} awaits a task that its context did not make "
        + "(Task.Delay, Task.Run, I/O or ConfigureAwait(false)). Await only tasks of the TaskOrchestrationContext, and do I/O in activities.");
}

/// <summary>What the code decides in a turn, in order; on replay each decision is held against the stored one at the moment it is made.</summary>
internal sealed class Decisions(string instanceId)
{
    private readonly List<HistoryEvent> made = [];
    private IReadOnlyList<HistoryEvent>? stored;
    private NonDeterminismException? difference;
    private int turn;

    /// <summary>The next turn repeats this one. Turns count from 1.</summary>
    public void Expect(int number, IReadOnlyList<HistoryEvent> decisions) => (turn, stored) = (number, decisions);

    public void Add(HistoryEvent decision)
    {
        if (stored is not null && difference is null)
        {
            var was = made.Count < stored.Count ? stored[made.Count] : null;
            // The place is only to be had now, while the code that decides is on the stack.
            if (was is null || !Determinism.Same(was, decision)) difference = Difference(was, decision, CodeLocation.OfCaller());
        }

        made.Add(decision);
    }

    /// <summary>Forgets what this turn decided.</summary>
    public void Withdraw()
    {
        made.Clear();
        difference = null;
    }

    /// <summary>Ends a turn.</summary>
    public IReadOnlyList<HistoryEvent> Take()
    {
        var taken = made.ToArray();
        made.Clear();
        return taken;
    }

    /// <summary>Ends a repeated turn.</summary>
    /// <param name="waiting">Asked, if the code stopped short, where it waits.</param>
    /// <exception cref="NonDeterminismException">Names the first difference: its history row, what stands there, what the code decided and where.</exception>
    public void Require(Func<string?> waiting)
    {
        if (difference is null && made.Count < stored!.Count) difference = Difference(stored[made.Count], null, waiting());
        if (difference is not null) throw difference;
        made.Clear();
        stored = null;
    }

    private NonDeterminismException Difference(HistoryEvent? was, HistoryEvent? now, string? place) => new(
        $"History row {turn} of instance '{instanceId}', decision {made.Count + 1}: the history holds {Text(was)}, but the code decided {Text(now)}"
        + $"{(place is null ? string.Empty : $" at {place}")}. "
        + "Was the orchestrator changed after this instance started, or does it read time, settings or chance outside its context?");

    private static string Text(HistoryEvent? item) => item is null ? "nothing there" : HistoryJson.Describe(item);
}

internal static class Determinism
{
    /// <summary>Same kind, name, place in the order, and input.</summary>
    public static bool Same(HistoryEvent was, HistoryEvent now) => (was, now) switch
    {
        // A child without a version of its own was given the code's, which may be another now.
        (SubOrchestrationScheduled a, SubOrchestrationScheduled b) => a with { Tags = null, Version = b.Version } == b with { Tags = null },
        // A stack trace may differ between two builds of the same code.
        (ExecutionCompleted a, ExecutionCompleted b) => (a.Status, a.Output, a.Failure?.ErrorType) == (b.Status, b.Output, b.Failure?.ErrorType),
        (ContinuedAsNew a, ContinuedAsNew b) => a.Input == b.Input && (a.Version ?? "") == (b.Version ?? "") && a.Carried.SequenceEqual(b.Carried),
        _ => was == now,
    };
}
