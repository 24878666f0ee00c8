using System.Diagnostics;

namespace Benchmarks.Durable;

/// <summary>Instances that many starters run one after the other, each from its scheduling until its completion is known.</summary>
/// <param name="Latency">Schedule to completion, milliseconds.</param>
/// <param name="AllocatedKiB">Per instance, by the whole process.</param>
/// <param name="BytesPerEvent">Of the store's file, per history event.</param>
public sealed record Throughput(int Instances, int Starters, double PerSecond, double TurnsPerSecond, Percentiles Latency, double AllocatedKiB, double EventsPerInstance, double BytesPerEvent)
{
    internal static async Task<Throughput> MeasureAsync(int activities, int instances, int starters, CancellationToken cancellation)
    {
        var host = await DurableHost.OpenAsync();
        var counters = host.Engine.Counters;
        long events, turns, allocated;
        double seconds;
        IReadOnlyCollection<TimeSpan> times;
        await using (host)
        {
            await RunAsync(host, activities, Math.Max(starters, instances / 10), starters, cancellation);
            (events, turns, allocated) = (counters.HistoryEvents, counters.Turns, GC.GetTotalAllocatedBytes());
            var began = Stopwatch.GetTimestamp();
            times = await RunAsync(host, activities, instances, starters, cancellation);
            seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            (events, turns, allocated) = (counters.HistoryEvents - events, counters.Turns - turns, GC.GetTotalAllocatedBytes() - allocated);
        }

        return new Throughput(
            instances,
            starters,
            Math.Round(instances / seconds),
            Math.Round(turns / seconds),
            Percentiles.Of(times),
            Math.Round(allocated / 1024.0 / instances, 1),
            Math.Round((double)events / instances, 1),
            // The store is closed: the file has everything, and no log of changes lies beside it.
            Math.Round((double)host.StoreBytes / counters.HistoryEvents));
    }

    private static Task<IReadOnlyCollection<TimeSpan>> RunAsync(DurableHost host, int activities, int instances, int starters, CancellationToken cancellation) =>
        Load.RunAsync(instances, starters, async stop => await host.EndAsync(await host.StartAsync("Sequence", activities, stop), stop), cancellation);
}
