using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>
/// Ends the host before its disk is full: what is committed stays, and no caller is answered by one failure after the other.
/// </summary>
/// <param name="free">Bytes that are free.</param>
internal sealed class DiskWatch(string folder, Func<long> free, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    /// <summary>Bytes for what is under way to be written and for the stores to be closed.</summary>
    internal const long Least = 16L << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Timer? timer;

    /// <summary>Bytes that are free on the disk of a folder.</summary>
    public static long FreeOn(string folder) =>
        new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;

    /// <summary>Why the host ends; null while there is room.</summary>
    public IOException? Full { get; private set; }

    /// <exception cref="LocalHostException">The disk is full already.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Look() is { } full) throw new LocalHostException($"{full.Message} Free it, or choose a folder on another with --data.", full);
        timer = new Timer(_ => Check(), null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Change(Timeout.Infinite, Timeout.Infinite);
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    private void Check()
    {
        if (Full is not null || Look() is not { } full) return;
        Full = full;
        lifetime.StopApplication();
    }

    private IOException? Look()
    {
        var left = free();
        return left >= Least ? null : new IOException(
            $"The disk of {folder} is full: {left >> 20} MB are free, and LocalHost needs {Least >> 20} MB.");
    }
}
