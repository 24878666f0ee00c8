namespace Benchmarks;

/// <summary>Looks ten times a second at what a process holds by itself, see <see cref="Memory.Own"/>.</summary>
internal sealed class OwnMemoryWatch : IDisposable
{
    private readonly Timer timer;
    private long peak;

    public OwnMemoryWatch(int process) =>
        timer = new Timer(_ => peak = Math.Max(peak, Memory.Own(process) ?? 0), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    /// <summary>Bytes; 0 where the system does not tell.</summary>
    public long Peak => peak;

    /// <summary>Returns after the last look: the process may end then.</summary>
    public void Dispose()
    {
        using var ended = new ManualResetEvent(initialState: false);
        if (timer.Dispose(ended)) ended.WaitOne();
    }
}
