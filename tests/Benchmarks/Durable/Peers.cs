using System.Diagnostics;

namespace Benchmarks.Durable;

/// <param name="Latency">Schedule to completion, milliseconds.</param>
/// <param name="AllocatedKiB">Per instance, by the whole process.</param>
public sealed record PeerFigures(int Instances, double PerSecond, Percentiles Latency, double AllocatedKiB);

/// <summary>The engine beside Durable Task's own, in one run: each instance is 3 activities, one after the other.</summary>
/// <param name="Pairs">Instances a second of LocalHost and of the in-memory service, measured in turns.</param>
/// <param name="Ours">The median round of LocalHost.</param>
/// <param name="InMemory">The median round of the in-memory service, of which nothing is on disk.</param>
/// <param name="Ratio">Ours over the in-memory service, the median of the pairs.</param>
/// <param name="AzureStorage">On a storage emulator, once.</param>
public sealed record Peers(IReadOnlyList<Pair> Pairs, Throughput Ours, PeerFigures InMemory, double Ratio, PeerFigures AzureStorage)
{
    private const int Activities = 3;
    private const int WarmUps = 3;
    private const int Rounds = 5;

    internal static async Task<Peers> MeasureAsync(int instances, int starters, CancellationToken cancellation)
    {
        var (ours, inMemory) = (new List<Throughput>(), new List<PeerFigures>());
        // The first rounds of both run code that is not yet optimised: they do not count.
        for (var round = -WarmUps; round < Rounds; round++)
        {
            Collect();
            var one = await Throughput.MeasureAsync(Activities, instances, starters, cancellation);
            Collect();
            var other = await MeasureAsync(await PeerHost.InMemoryAsync(), instances, starters, cancellation);
            if (round < 0) continue;
            ours.Add(one);
            inMemory.Add(other);
        }

        var pairs = ours.Zip(inMemory, (our, their) => new Pair(our.PerSecond, their.PerSecond)).ToList();
        var azure = await MeasureAsync(await PeerHost.AzureStorageAsync(cancellation), Math.Max(starters, instances / 10), starters, cancellation);
        var (ourMedian, theirMedian) = (Median(ours, round => round.PerSecond), Median(inMemory, round => round.PerSecond));
        return new Peers(pairs, ourMedian, theirMedian, Math.Round(Median(pairs, pair => pair.Ratio).Ratio, 2), azure);
    }

    private static async Task<PeerFigures> MeasureAsync(PeerHost peer, int instances, int starters, CancellationToken cancellation)
    {
        await using (peer)
        {
            await Load.RunAsync(Math.Max(starters, instances / 10), starters, One, cancellation);
            var (allocated, began) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
            var times = await Load.RunAsync(instances, starters, One, cancellation);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return new PeerFigures(
                instances, Math.Round(instances / seconds, 1), Percentiles.Of(times), Math.Round((GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / instances, 1));
        }

        Task One(CancellationToken stop) => peer.RunAsync("Sequence", Activities, stop);
    }

    private static T Median<T>(List<T> rounds, Func<T, double> by) => rounds.OrderBy(by).ElementAt(Rounds / 2);

    /// <summary>What the round before left is not this one's to clear away.</summary>
    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
}

/// <param name="Ours">Instances a second.</param>
/// <param name="InMemory">The same of the in-memory service.</param>
public sealed record Pair(double Ours, double InMemory)
{
    public double Ratio => Ours / InMemory;
}
