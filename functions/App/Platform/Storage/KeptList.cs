namespace FunctionsApp.Platform.Storage;

/// <summary>Keeps what a list has in memory: one partition range is read, at most once a minute.</summary>
/// <param name="take">Given all lines, one reading after the other.</param>
public sealed class KeptList<T>(
    Lists lists, ListIndex<T> index, string owner, Action<IReadOnlyList<T>> take, TimeProvider time) : IDisposable
{
    /// <summary>Age that what is kept may reach: a change made by another instance counts after that.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim reading = new(1, 1);
    private long changes;
    private (long Changes, DateTimeOffset At)? last;

    /// <summary>Reads the list where what was read is too old.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (IsFresh()) return;
        await reading.WaitAsync(cancellation);
        try
        {
            if (!IsFresh()) await ReadAsync(cancellation);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>This instance changed the list: it is read again before it is next asked.</summary>
    public void Changed() => Interlocked.Increment(ref changes);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // A change made while the lines are read may be missing in them.
        var before = (Interlocked.Read(ref changes), time.GetUtcNow());
        var lines = new List<T>();
        await foreach (var line in lists.ReadAllAsync(index, owner, cancellation)) lines.Add(line);
        take(lines);
        last = before;
    }

    private bool IsFresh() => last is { } read && read.Changes == Interlocked.Read(ref changes)
        && time.GetUtcNow() - read.At < Staleness;

    public void Dispose() => reading.Dispose();
}
