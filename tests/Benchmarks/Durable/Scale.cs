using System.Diagnostics;
using LocalHost.Durable;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Durable;

/// <summary>What one instance, or one long time, costs.</summary>
internal static class Scale
{
    /// <summary>Seconds for one instance with this many activities at once.</summary>
    public static Task<double> FanOutAsync(int activities, CancellationToken cancellation) => OneAsync("FanOut", activities, cancellation);

    /// <summary>Seconds for one instance that gets this many events, one after the other, from 64 senders.</summary>
    public static async Task<double> EventsAsync(int events, CancellationToken cancellation)
    {
        await using var host = await DurableHost.OpenAsync();
        var id = await host.StartAsync("Events", events, cancellation);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, events),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation },
            async (number, stop) => await host.Client.RaiseEventAsync(id, "Go", number, stop));
        await host.EndAsync(id, cancellation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Seconds of work for a year of daily timers in each of these instances, on a virtual clock.</summary>
    public static async Task<double> YearAsync(int instances, CancellationToken cancellation)
    {
        await using var host = await DurableHost.OpenAsync(virtualClock: true);
        var began = Stopwatch.GetTimestamp();
        await host.StartAllAsync("Days", 365, instances, cancellation);
        for (var number = 0; number < instances; number++) await host.EndAsync(DurableHost.Id(number), cancellation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Seconds of work for this many thirty-day notices to which nobody objects, on a virtual clock.</summary>
    public static async Task<double> NoticesAsync(int notices, CancellationToken cancellation)
    {
        await using var host = await DurableHost.OpenAsync(virtualClock: true);
        await host.StartAllAsync(DurableHost.Notice, null, notices, cancellation);
        await host.Work.WhenIdleAsync(cancellation);
        var began = Stopwatch.GetTimestamp();
        await host.Clock!.AdvanceAsync(TimeSpan.FromDays(30), cancellation);
        for (var number = 0; number < notices; number++) await host.EndAsync(DurableHost.Id(number), cancellation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Seconds of one instance with many steps, what its last quarter costs beside the first, and the events a second when its history is replayed.</summary>
    public static async Task<LongRun> LongRunAsync(int steps, CancellationToken cancellation)
    {
        await using var host = await DurableHost.OpenAsync();
        await host.EndAsync(await host.StartAsync("Sequence", steps / 10, cancellation), cancellation);
        // Before the start: its first steps may be done when that returns.
        var before = host.Engine.Counters.Activities;
        var began = Stopwatch.GetTimestamp();
        var id = await host.StartAsync("Sequence", steps, cancellation);
        var quarters = new List<double>();
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            while (host.Engine.Counters.Activities - before < quarter * steps / 4) await Task.Delay(1, cancellation);
            quarters.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        await host.EndAsync(id, cancellation);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        var history = host.Engine.GetHistory(id)!;
        var events = history.Turns.Sum(turn => turn.Received.Count + turn.Decided.Count);
        var replay = new HistoryReplay(DurableHost.Orchestrators, DurableEngine.WebConverter, NullLoggerFactory.Instance);
        replay.Run(history);
        began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++) replay.Run(history);
        var perSecond = 10 * events / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new LongRun(steps, Math.Round(seconds, 2), Math.Round((quarters[3] - quarters[2]) / quarters[0], 2), Math.Round(perSecond));
    }

    private static async Task<double> OneAsync(string orchestrator, int input, CancellationToken cancellation)
    {
        await using var host = await DurableHost.OpenAsync();
        var began = Stopwatch.GetTimestamp();
        await host.EndAsync(await host.StartAsync(orchestrator, input, cancellation), cancellation);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}

/// <param name="LastToFirstQuarter">Time of the last quarter's steps over the first's; 1 where a step costs the same whatever lies behind it.</param>
public sealed record LongRun(int Steps, double Seconds, double LastToFirstQuarter, double ReplayedEventsPerSecond);
