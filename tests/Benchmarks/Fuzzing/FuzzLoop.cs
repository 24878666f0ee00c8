using System.Diagnostics;
using System.Security.Cryptography;
using App.Tests.Fixtures;
using App.Tests.Fuzzing;

namespace Benchmarks.Fuzzing;

/// <summary>Fuzzes without AFL: keeps each change that takes a branch that no input took before, and changes it further.</summary>
internal static class FuzzLoop
{
    private const int MapBytes = 64 * 1024;
    private const int MaxInputBytes = 256 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);
    private static readonly byte[] Map = GC.AllocateArray<byte>(MapBytes, pinned: true);

    /// <summary>Before any code of an instrumented assembly runs: it writes where this leads.</summary>
    public static unsafe void Connect()
    {
        // The array is pinned, and lives as long as the process.
        fixed (byte* start = Map) SharpFuzz.Common.Trace.SharedMem = start;
    }

    /// <summary>0 when nothing was found; what is found is written to <c>artifacts/fuzz</c>.</summary>
    public static async Task<int> RunAsync(FuzzTarget target, TimeSpan time, int seed, CancellationToken cancellation)
    {
        var seen = new bool[MapBytes];
        var (inputs, faults) = (new List<byte[]>(), new HashSet<string>());
        foreach (var file in target.Files(Path.Combine(Repository.Root, "tests/App.Tests")))
        {
            inputs.Add(await File.ReadAllBytesAsync(file, cancellation));
            await TryAsync(inputs[^1]);
        }

        if (inputs.Count == 0) inputs.Add([]);
        var (mutation, random, watch, runs) = (new Mutation(seed), new Random(seed), Stopwatch.StartNew(), 0L);
        for (; watch.Elapsed < time && !cancellation.IsCancellationRequested; runs++)
        {
            var input = mutation.Of(inputs[random.Next(inputs.Count)], inputs[random.Next(inputs.Count)]);
            if (input.Length <= MaxInputBytes && await TryAsync(input)) inputs.Add(input);
        }

        Console.WriteLine($"{target.Name}: {runs} inputs, {seen.Count(each => each)} branches, {inputs.Count} kept, {faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;

        // Whether it took a branch that is new.
        async Task<bool> TryAsync(byte[] input)
        {
            Array.Clear(Map);
            var clock = Stopwatch.StartNew();
            var fault = await target.FaultAsync(input);
            if (fault is null && clock.Elapsed > Slow) fault = $"It took longer than {Slow}.";
            if (fault is not null && faults.Add(Place(fault))) await KeepAsync(target, input, fault);
            var isNew = false;
            for (var at = 0; at < MapBytes; at++)
            {
                if (Map[at] == 0 || seen[at]) continue;
                seen[at] = isNew = true;
            }

            return isNew;
        }
    }

    // The kind and the first two places: one fault is not kept a thousand times.
    private static string Place(string fault)
    {
        var lines = fault.Split('\n');
        return string.Join('\n', lines.Skip(1).Take(2).Prepend(lines[0].Split(':')[0]));
    }

    private static async Task KeepAsync(FuzzTarget target, byte[] input, string fault)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "fuzz", "found", target.Name);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA1.HashData(input))[..12]);
        await File.WriteAllBytesAsync(file, input, CancellationToken.None);
        Console.Error.WriteLine($"{file}{Environment.NewLine}{fault}");
    }
}
