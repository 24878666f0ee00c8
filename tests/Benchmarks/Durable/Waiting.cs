using System.Diagnostics;

namespace Benchmarks.Durable;

/// <summary>Instances that wait for a person, at most thirty days each.</summary>
/// <param name="HeapMiB">Managed memory that they hold, after a full collection.</param>
/// <param name="HeapMiBAfterRestart">The same in a host that was started on their store.</param>
/// <param name="Wake">From the event until the completion of an instance that is in the store alone, milliseconds.</param>
public sealed record Waiting(int Instances, int InMemory, int TimersInMemory, double HeapMiB, double HeapMiBAfterRestart, double RestartSeconds, Percentiles Wake, double StoreMiB)
{
    internal static async Task<Waiting> MeasureAsync(int instances, CancellationToken cancellation)
    {
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        int inMemory, timers;
        double held;
        await using (var host = await DurableHost.OpenAsync())
        {
            await host.StartAllAsync(DurableHost.Notice, null, instances, cancellation);
            await host.Work.WhenIdleAsync(cancellation);
            (inMemory, timers, held) = (host.Engine.LiveInstances, host.Engine.LiveTimers, Held(empty));
        }

        var began = Stopwatch.GetTimestamp();
        await using var again = await DurableHost.OpenAsync(onExistingStore: true);
        await again.Work.WhenIdleAsync(cancellation);
        var restart = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var afterwards = Held(empty);
        var wakes = new List<TimeSpan>();
        for (var number = 0; number < instances; number += instances / 100)
        {
            var id = DurableHost.Id(number);
            var raised = Stopwatch.GetTimestamp();
            await again.Client.RaiseEventAsync(id, "Objection", "yes", cancellation);
            await again.EndAsync(id, cancellation);
            wakes.Add(Stopwatch.GetElapsedTime(raised));
        }

        return new Waiting(
            instances, inMemory, timers, held, afterwards, Math.Round(restart, 2), Percentiles.Of(wakes), Math.Round(again.StoreBytes / (double)Report.MiB, 1));
    }

    private static double Held(long empty) => Math.Round((GC.GetTotalMemory(forceFullCollection: true) - empty) / (double)Report.MiB, 1);
}
