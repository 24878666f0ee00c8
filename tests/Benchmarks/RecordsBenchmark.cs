using System.Diagnostics;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Records.Log;
using FunctionsApp.Records.Verifying;
using Spectre.Console;

namespace Benchmarks;

/// <summary>The record of facts, the log of its ends, and proofs, without storage: medians of five rounds.</summary>
/// <param name="SealedPerSecond">Facts that are written as JSON, chained and hashed.</param>
/// <param name="VerifySeconds">Of all facts as the API answers them.</param>
/// <param name="RootSeconds">From the ends of chains to the root of all.</param>
/// <param name="ProofBytes">Of the longest proof, with its signed root.</param>
internal sealed record RecordsResult(
    int Facts, int Heads, double SealedPerSecond, double VerifySeconds, double RootSeconds, int ProofBytes, double ProofMilliseconds);

internal static class RecordsBenchmark
{
    private const int Rounds = 5;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <returns>
    /// 0 with 20,000 facts sealed a second, 100,000 verified in 1 s, the root of 10⁶ heads in 5 s, proofs of at most 2 KiB.
    /// </returns>
    public static async Task<int> RunAsync(int facts, int heads)
    {
        var fact = new NewFact("Documents_Check", new DocumentAccepted("application-form", 1, 123_456, new string('a', 64)));
        var seals = new List<double>();
        IReadOnlyList<SealedFact> chain = [];
        for (var round = 0; round < Rounds; round++)
        {
            seals.Add(Seconds(() => chain = FactChain.Append("a-1", FactHead.Start, Enumerable.Repeat(fact, facts), At)));
        }

        var record = FactRecord.Of("a-1", new FactHead(chain[^1].Number, chain[^1].Hash), chain, RecordView.All);
        var verifications = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            verifications.Add(Seconds(() =>
            {
                if (FactCheck.Fault(record) is not null) throw new InvalidOperationException("A sound record is refused.");
            }));
        }

        var entries = Enumerable.Range(0, heads)
            .Select(number => new LogEntry("Applications", $"a-{number:D9}", 7, chain[0].Hash)).ToList();
        var roots = new List<double>();
        var (tree, tiles) = (LogTree.Empty, new Dictionary<LogTile, FilledTile>());
        for (var round = 0; round < Rounds; round++)
        {
            (tree, tiles) = (LogTree.Empty, []);
            roots.Add(Seconds(() =>
            {
                foreach (var tile in tree.Append(entries.Select(entry => entry.Leaf()))) tiles[tile.Tile] = tile;
                tree.Root();
            }));
        }

        var signer = new NoteSigner("records.example/log", new byte[32]);
        var note = signer.Sign(new Checkpoint(signer.Verifier.Name, tree.Size, tree.Root()).Text);
        var (longest, began) = (0, Stopwatch.GetTimestamp());
        const int proofs = 1_000;
        for (var number = 0; number < proofs; number++)
        {
            var index = (long)number * heads / proofs;
            var path = await new InclusionPath(tile => Task.FromResult(tiles[tile])).OfAsync(index, tree.Size);
            var proof = new InclusionProof(entries[(int)index].Text, index, path, note);
            if (proof.Fault(signer.Verifier) is not null) throw new InvalidOperationException("A sound proof is refused.");
            longest = Math.Max(longest, proof.Text.Length);
        }

        var result = new RecordsResult(
            facts, heads, Math.Round(facts / Median(seals)), Math.Round(Median(verifications), 2), Math.Round(Median(roots), 2), longest,
            Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds / proofs, 2));
        Report.Write("records", result,
            ("facts sealed", $"{result.SealedPerSecond:N0} a second"), ($"{facts:N0} facts verified", $"{result.VerifySeconds} s"),
            ($"root of {heads:N0} heads", $"{result.RootSeconds} s"), ("longest proof", $"{result.ProofBytes:N0} bytes"),
            ("a proof, made and verified", $"{result.ProofMilliseconds} ms"));
        AnsiConsole.MarkupLine("Aims: 20,000 facts a second, 100,000 verified in 1 s, a root of 10⁶ heads in 5 s, proofs of 2 KiB.");
        return result is { SealedPerSecond: >= 20_000, ProofBytes: <= 2048 }
            && result.VerifySeconds <= facts / 100_000.0 && result.RootSeconds <= 5 * (heads / 1_000_000.0) ? 0 : 1;
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(Rounds / 2);

    private static double Seconds(Action act)
    {
        var began = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
