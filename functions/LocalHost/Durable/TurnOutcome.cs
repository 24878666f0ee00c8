namespace LocalHost.Durable;

/// <summary>Something that reached an instance and waits for its turn.</summary>
/// <param name="Row">Its row in the inbox; 0 if it is stored otherwise (a due timer, an activity) or need not be stored.</param>
/// <param name="Generation">The execution it is meant for; 0 for whichever runs.</param>
internal sealed record InboxMessage(long Row, int Generation, HistoryEvent Event)
{
    /// <summary>The activity that ended so. It stays scheduled until the turn that takes its end is committed: killed before, it runs again.</summary>
    public PendingActivity? Of { get; init; }
}

/// <summary>What a turn did, to be committed as one.</summary>
/// <param name="End">ExecutionCompleted or ContinuedAsNew; null if the instance goes on.</param>
/// <param name="AwaitsPeople">An external event is awaited, so that the instance's timers are due times of the calendar.</param>
internal sealed record TurnOutcome(
    IReadOnlyList<InboxMessage> Taken,
    Turn Turn,
    HistoryEvent? End,
    bool Suspended,
    string? CustomStatus,
    bool AwaitsPeople)
{
    public static readonly TurnOutcome Nothing = new([], new Turn(default, [], []), null, false, null, false);

    /// <summary>The engine stopped the code, which broke a rule of orchestrators; it need not do so again in the same turn.</summary>
    public bool Stopped { get; init; }

    /// <summary>Activities or timers are still open.</summary>
    public bool HasTasks { get; init; } = true;

    /// <summary>Timers of earlier turns change their kind.</summary>
    public bool KindChanged { get; init; }
}
