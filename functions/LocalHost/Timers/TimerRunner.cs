using LocalHost.Clock;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Timers;

/// <summary>Runs timer-triggered functions by the host's clock, in UTC, with records that survive a restart.</summary>
public sealed class TimerRunner(string databasePath, HostClock clock, WorkTracker work, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly List<FunctionTimer> timers = [];
    private readonly TimerStore store = new(databasePath);
    private readonly ILogger logger = loggers.CreateLogger<TimerRunner>();

    /// <summary>Adds a timer before <see cref="Start"/>.</summary>
    /// <exception cref="LocalHostException">A bad expression; the message names the function.</exception>
    public FunctionTimer Add(string functionName, string ncrontab, Func<TimerInfo, CancellationToken, Task> handler)
    {
        try
        {
            var timer = new FunctionTimer(functionName, TimerSchedule.Parse(ncrontab), handler, store, clock, work, logger);
            timers.Add(timer);
            return timer;
        }
        catch (FormatException invalid)
        {
            throw new LocalHostException($"Function {functionName}: {invalid.Message}", invalid);
        }
    }

    /// <summary>Begins; a tick missed since the last run comes at once with IsPastDue.</summary>
    public void Start()
    {
        foreach (var timer in timers) timer.Start();
    }

    /// <summary>Ends the ticks, cancels the tokens of the runs and waits for them.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => Task.WhenAll(timers.Select(timer => timer.StopAsync(cancellation)));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        store.Dispose();
    }
}
