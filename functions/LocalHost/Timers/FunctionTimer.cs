using LocalHost.Clock;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LocalHost.Timers;

/// <summary>A timer-triggered function: its schedule, its next tick, its runs, never two at once.</summary>
public sealed class FunctionTimer
{
    private readonly Lock gate = new();
    private readonly string name;
    private readonly TimerSchedule schedule;
    private readonly Func<TimerInfo, CancellationToken, Task> handler;
    private readonly TimerStore store;
    private readonly HostClock clock;
    private readonly WorkTracker work;
    private readonly ILogger logger;
    private readonly bool monitored;
    private TimerRecord record;
    private IDisposable? alarm;
    private Task running = Task.CompletedTask;
    private CancellationTokenSource? open;

    internal FunctionTimer(
        string name, TimerSchedule schedule, Func<TimerInfo, CancellationToken, Task> handler,
        TimerStore store, HostClock clock, WorkTracker work, ILogger logger)
    {
        (this.name, this.schedule, this.handler) = (name, schedule, handler);
        (this.store, this.clock, this.work, this.logger) = (store, clock, work, logger);
        var now = clock.GetUtcNow();
        monitored = !schedule.IsTooFrequentToRecord(now);
        record = new(null, schedule.Next(now), now);
    }

    /// <summary>The next tick, or the one that runs now.</summary>
    public DateTimeOffset Next
    {
        get { lock (gate) return record.Next; }
    }

    internal void Start()
    {
        lock (gate)
        {
            open = new CancellationTokenSource();
            var now = clock.GetUtcNow();
            record = (monitored ? store.Read(name)?.Under(schedule) : null) ?? new(null, schedule.Next(now), now);
            // A new timer is recorded too: a host that is down at its first tick has missed it.
            if (monitored) store.Write(name, record);
            var pastDue = now > record.Next;
            Arm(pastDue ? now : record.Next, pastDue);
        }
    }

    internal async Task StopAsync(CancellationToken cancellation)
    {
        Task last;
        CancellationTokenSource? ended;
        lock (gate)
        {
            (ended, open) = (open, null);
            alarm?.Dispose();
            last = running;
        }

        if (ended is not null) await ended.CancelAsync();
        await last.WaitAsync(cancellation);
    }

    private void Arm(DateTimeOffset due, bool pastDue) => alarm = clock.Schedule(due, WaitKind.Calendar, () => Tick(pastDue));

    private void Tick(bool pastDue)
    {
        lock (gate)
        {
            if (open is not { } source) return;
            var token = work.Begin();
            var stopping = source.Token;
            running = Task.Run(async () =>
            {
                using (token) await RunAsync(pastDue, stopping);
            });
        }
    }

    private async Task RunAsync(bool pastDue, CancellationToken stopping)
    {
        var started = clock.GetUtcNow();
        try
        {
            await handler(new TimerInfo { IsPastDue = pastDue }, stopping);
        }
        catch (Exception failure)
        {
            // The host boundary: a failed run counts as run, as on Azure, and the next tick comes.
            logger.LogError(failure, "The timer function {Name} failed.", name);
        }

        lock (gate)
        {
            // A platform timer may tick early; the same tick must not come twice.
            var last = record.Next > started ? record.Next : started;
            record = new(last, schedule.Next(last), last);
            if (monitored) Keep();
            // Ticks passed during a long run are one tick, at once.
            if (open is not null) Arm(record.Next, pastDue: false);
        }
    }

    private void Keep()
    {
        try
        {
            store.Write(name, record);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            logger.LogError(failure, "The run of {Name} could not be recorded; a restart may repeat it.", name);
        }
    }
}
