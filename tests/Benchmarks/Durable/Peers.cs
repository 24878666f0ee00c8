using System.Diagnostics;

namespace Benchmarks.Durable;

/// <param name="Latency">Schedule to completion, milliseconds.</param>
/// <param name="AllocatedKiB">Per instance, by the whole process.</param>
public sealed record PeerFigures(int Instances, double PerSecond, Percentiles Latency, double AllocatedKiB);

/// <summary>The engine beside Durable Task's own, in one run: each instance is 3 activities, one after the other.</summary>
/// <param name="Pairs">Instances a second of ours and of the in-memory service, measured in turns.</param>
/// <param name="Ours">The median round of ours.</param>
/// <param name="InMemory">The median round of the in-memory service, of which nothing is on disk.</param>
/// <param name="Ratio">Ours over the in-memory service, of the medians.</param>
/// <param name="AzureStorage">On a storage emulator, once.</param>
public sealed record Peers(IReadOnlyList<Pair> Pairs, Throughput Ours, PeerFigures InMemory, double Ratio, PeerFigures AzureStorage)
{
    private const int Activities = 3;
    private const int Rounds = 5;

    internal static async Task<Peers> MeasureAsync(int instances, int starters, CancellationToken cancellation)
    {
        var (ours, inMemory) = (new List<Throughput>(), new List<PeerFigures>());
        for (var round = 0; round < Rounds; round++)
        {
            Collect();
            ours.Add(await Throughput.MeasureAsync(Activities, instances, starters, cancellation));
            Collect();
            inMemory.Add(await MeasureAsync(await PeerHost.InMemoryAsync(), instances, starters, cancellation));
        }

        var pairs = ours.Zip(inMemory, (one, other) => new Pair(one.PerSecond, other.PerSecond)).ToList();
        var our = ours.OrderBy(round => round.PerSecond).ElementAt(Rounds / 2);
        var theirs = inMemory.OrderBy(round => round.PerSecond).ElementAt(Rounds / 2);
        var azure = await MeasureAsync(await PeerHost.AzureStorageAsync(cancellation), Math.Max(starters, instances / 10), starters, cancellation);
        return new Peers(pairs, our, theirs, Math.Round(our.PerSecond / theirs.PerSecond, 2), azure);
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

    /// <summary>What the round before left is not this one's to clear away.</summary>
    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
}

/// <param name="Ours">Instances a second.</param>
/// <param name="InMemory">The same of the in-memory service.</param>
public sealed record Pair(double Ours, double InMemory);
