using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Platform;

/// <summary>Work that runs on after the function that began it has ended. A crash loses it: something stored must bring it back.</summary>
public sealed class Afterwork : IHostedService
{
    /// <summary>Pieces at the same time at most. More come together only where a service has stopped to answer.</summary>
    public const int Most = 200;

    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    /// <summary>Called as a piece begins; what it returns is disposed at the end of the piece. LocalHost's clock waits by it.</summary>
    public Func<IDisposable>? Watch { get; set; }

    /// <summary>Runs a piece; it must not throw. False when too many run already.</summary>
    public bool TryRun(Func<Task> piece)
    {
        lock (gate)
        {
            if (running.Count >= Most) return false;
        }

        Run(piece);
        return true;
    }

    /// <summary>Runs a piece that others are waiting for, however many run.</summary>
    public void Run(Func<Task> piece)
    {
        var task = WatchedAsync(piece);
        if (task.IsCompleted) return;
        lock (gate) running.Add(task);
        // Also where it has ended meanwhile: the removal comes after the entry.
        task.ContinueWith(ended =>
        {
            lock (gate) running.Remove(ended);
        }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Lets the pieces end, as long as the host grants.</summary>
    public Task StopAsync(CancellationToken cancellation) => EndAsync(cancellation);

    /// <summary>Completes when all that runs now has ended.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        List<Task> left;
        lock (gate) left = [.. running];
        await Task.WhenAll(left).WaitAsync(cancellation);
    }

    private async Task WatchedAsync(Func<Task> piece)
    {
        using var watched = Watch?.Invoke();
        await piece();
    }
}
