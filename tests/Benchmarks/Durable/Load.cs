using System.Collections.Concurrent;
using System.Diagnostics;

namespace Benchmarks.Durable;

/// <summary>Many starters, each of which runs one instance after the other from its scheduling until its completion is known.</summary>
internal static class Load
{
    /// <summary>How long each took.</summary>
    public static async Task<IReadOnlyCollection<TimeSpan>> RunAsync(int instances, int starters, Func<CancellationToken, Task> one, CancellationToken cancellation)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, instances),
            new ParallelOptions { MaxDegreeOfParallelism = starters, CancellationToken = cancellation },
            async (_, stop) =>
            {
                var began = Stopwatch.GetTimestamp();
                await one(stop);
                times.Add(Stopwatch.GetElapsedTime(began));
            });
        return times;
    }
}
