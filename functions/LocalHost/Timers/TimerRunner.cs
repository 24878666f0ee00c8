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

    /// <summary>For the table of functions: names, schedules, next ticks.</summary>
    public IReadOnlyList<FunctionTimer> Timers => timers;

    /// <summary>Adds a timer before <see cref="StartAsync"/>. <paramref name="useMonitor"/> is void for schedules below a minute, as on Azure.</summary>
    /// <exception cref="ArgumentException">A bad expression or a name twice; the message names the function.</exception>
    public FunctionTimer Add(string functionName, string ncrontab, bool runOnStartup, bool useMonitor, Func<TimerInfo, CancellationToken, Task> handler)
    {
        if (timers.Any(other => other.Name == functionName)) throw new ArgumentException($"The timer function {functionName} is added twice.", nameof(functionName));
        try
        {
            var timer = new FunctionTimer(functionName, TimerSchedule.Parse(ncrontab), runOnStartup, useMonitor, handler, store, clock, work, logger);
            timers.Add(timer);
            return timer;
        }
        catch (FormatException invalid)
        {
            throw new ArgumentException($"{functionName}: {invalid.Message}", nameof(ncrontab), invalid);
        }
    }

    /// <summary>Begins; a tick missed since the last run comes at once with IsPastDue.</summary>
    public Task StartAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var timer in timers) timer.Start();
        return Task.CompletedTask;
    }

    /// <summary>Ends the ticks, cancels the tokens of the runs and waits for them.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => Task.WhenAll(timers.Select(timer => timer.StopAsync(cancellation)));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        store.Dispose();
    }
}
