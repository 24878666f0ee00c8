namespace LocalHost.Clock;

/// <summary>Why something waits; decides whether a virtual clock may skip it unasked.</summary>
public enum WaitKind
{
    /// <summary>Machinery: a retry delay, a redelivery. Skipped as soon as nothing runs.</summary>
    Work,

    /// <summary>A person or the calendar: a due time raced by an event, an NCRONTAB tick. Skipped only when asked.</summary>
    Calendar,
}

/// <summary>The one source of time of a host: now, and callbacks at a moment.</summary>
public abstract class HostClock : TimeProvider
{
    /// <summary>Calls back once at <paramref name="due"/> (at once when that is past), never on the caller's stack. Dispose to cancel.</summary>
    /// <remarks>
    /// The callback must be short, must not throw, and must take its <see cref="WorkTracker"/> token before it returns:
    /// a virtual clock looks at the tracker right after it. Disposing does not wait for a callback that has begun.
    /// </remarks>
    public abstract IDisposable Schedule(DateTimeOffset due, WaitKind kind, Action callback);
}
