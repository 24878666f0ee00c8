namespace LocalHost.Durable;

/// <summary>What the engine has done since its start.</summary>
public sealed class EngineCounters
{
    private long turns, events, activities;

    /// <summary>Turns committed.</summary>
    public long Turns => Interlocked.Read(ref turns);

    /// <summary>History events written, received and decided ones.</summary>
    public long HistoryEvents => Interlocked.Read(ref events);

    /// <summary>Activities whose completion or failure is committed.</summary>
    public long Activities => Interlocked.Read(ref activities);

    internal void Turn(Turn turn)
    {
        Interlocked.Increment(ref turns);
        Interlocked.Add(ref events, turn.Received.Count + turn.Decided.Count);
    }

    internal void Activity() => Interlocked.Increment(ref activities);
}
