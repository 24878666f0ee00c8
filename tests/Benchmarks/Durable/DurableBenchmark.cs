using LocalHost;

namespace Benchmarks.Durable;

/// <summary>What was measured of the durable engine; seconds unless a name says otherwise, each the median of its rounds.</summary>
public sealed record DurableResult(
    double BareTransactionsPerSecond,
    Throughput Three,
    Throughput Five,
    Throughput OneAtATime,
    double FanOut1000,
    double Events1000,
    double Per1000DailyTimers,
    double Per1000Notices,
    LongRun LongRun,
    IReadOnlyList<Waiting> Waiting,
    Peers Peers);

/// <summary>The engine alone, durable on disk: throughput, latency, long histories, skipped time, memory.</summary>
internal static class DurableBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int instances, int starters, int waiting, CancellationToken cancellation)
    {
        var result = new DurableResult(
            Median(Enumerable.Range(0, Rounds).Select(_ => BareSqlite.TransactionsPerSecond(20_000))),
            await MedianAsync(() => Throughput.MeasureAsync(3, instances, starters, cancellation), round => round.PerSecond),
            await MedianAsync(() => Throughput.MeasureAsync(5, instances, starters, cancellation), round => round.PerSecond),
            await MedianAsync(() => Throughput.MeasureAsync(3, Math.Max(100, instances / 4), 1, cancellation), round => round.PerSecond),
            await MedianAsync(() => Scale.FanOutAsync(1_000, cancellation), seconds => seconds),
            await MedianAsync(() => Scale.EventsAsync(1_000, cancellation), seconds => seconds),
            await MedianAsync(() => Scale.YearAsync(20, cancellation), seconds => seconds) / (20 * 365 / 1000.0),
            await MedianAsync(() => Scale.NoticesAsync(2_000, cancellation), seconds => seconds) / 2,
            await MedianAsync(() => Scale.LongRunAsync(2_000, cancellation), run => run.Seconds),
            [await Waiting.MeasureAsync(waiting / 10, cancellation), await Waiting.MeasureAsync(waiting, cancellation)],
            await Peers.MeasureAsync(instances, starters, cancellation));

        Report.Write("durable", result, [
            ("Bare SQLite, one small row a transaction", $"{result.BareTransactionsPerSecond:N0}/s"),
            .. Rows($"{instances:N0} instances of 3 activities, {starters} starters", result.Three, result.BareTransactionsPerSecond),
            .. Rows($"{instances:N0} instances of 5 activities, {starters} starters", result.Five, result.BareTransactionsPerSecond),
            ("3 activities, one at a time, p50 / p95 / p99", $"{result.OneAtATime.Latency:F1}"),
            ("Fan-out of 1,000 activities", $"{result.FanOut1000 * 1000:N0} ms"),
            ("1,000 external events to one instance", $"{result.Events1000 * 1000:N0} ms"),
            ("1,000 daily timers on a virtual clock", $"{result.Per1000DailyTimers * 1000:N0} ms"),
            ("1,000 thirty-day notices on a virtual clock", $"{result.Per1000Notices * 1000:N0} ms"),
            ($"One instance of {result.LongRun.Steps:N0} steps", $"{result.LongRun.Seconds:0.00} s; last quarter {result.LongRun.LastToFirstQuarter:0.00} × the first"),
            ("Replay", $"{result.LongRun.ReplayedEventsPerSecond:N0} events/s"),
            .. result.Waiting.SelectMany(Rows),
            .. Rows(result.Peers)]);
        return 0;
    }

    private static IEnumerable<(string, string)> Rows(string what, Throughput measured, double bare) =>
    [
        (what, $"{measured.PerSecond:N0} instances/s"),
        ("… turns per bare transaction", $"{measured.TurnsPerSecond / bare:0.00}"),
        ("… schedule → completion, p50 / p95 / p99", $"{measured.Latency:F1}"),
        ("… allocated an instance; events; bytes an event on disk", $"{measured.AllocatedKiB:0} KiB; {measured.EventsPerInstance:0}; {measured.BytesPerEvent:0}"),
    ];

    private static IEnumerable<(string, string)> Rows(Waiting measured) =>
    [
        ($"{measured.Instances:N0} instances waiting", $"{measured.HeapMiB:0.0} MiB ({measured.InMemory:N0} instances, {measured.TimersInMemory:N0} timers in memory)"),
        ("… after a restart of the host, which took", $"{measured.HeapMiBAfterRestart:0.0} MiB, {measured.RestartSeconds:0.00} s"),
        ("… an event wakes one, p50 / p95 / p99; store", $"{measured.Wake:F1}; {measured.StoreMiB:0} MiB"),
    ];

    private static IEnumerable<(string, string)> Rows(Peers measured) =>
    [
        ("Beside each other, 3 activities: ours, durable on disk", $"{measured.Ours.PerSecond:N0} instances/s; {measured.Ours.AllocatedKiB:0} KiB an instance"),
        ("… Durable Task's worker on its in-memory service", $"{measured.InMemory.PerSecond:N0} instances/s; {measured.InMemory.AllocatedKiB:0} KiB an instance"),
        (
            "… ours over the in-memory service, median of the pairs; the pairs",
            $"{measured.Ratio:0.00}; {string.Join(" ", measured.Pairs.Select(pair => $"{pair.Ratio:0.00}"))}"),
        ($"… Durable Task on Azure Storage, the emulator, {measured.AzureStorage.Instances:N0} instances", $"{measured.AzureStorage.PerSecond:N1} instances/s; p50 {measured.AzureStorage.Latency.P50 / 1000:0.0} s"),
    ];

    private static async Task<T> MedianAsync<T>(Func<Task<T>> measure, Func<T, double> by)
    {
        var rounds = new List<T>();
        for (var round = 0; round < Rounds; round++) rounds.Add(await measure());
        return rounds.OrderBy(by).ElementAt(Rounds / 2);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
