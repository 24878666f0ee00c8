using System.Diagnostics;
using App.Tests.Duplicates;
using Azure.Storage.Blobs;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Duplicates;
using FunctionsApp.Platform;
using LocalHost.Azurite;
using Spectre.Console;

namespace Benchmarks;

/// <summary>A submission's comparison with all earlier texts: how long it takes, and what it finds of planted copies.</summary>
/// <param name="Recall">Planted copies that are found, by all planted.</param>
/// <param name="Precision">Planted copies that are found, by all that is found.</param>
public sealed record DuplicatesResult(int Texts, int Submissions, Percentiles Comparison, Percentiles Scan, double Recall,
    double Precision);

internal static class DuplicatesBenchmark
{
    private const double Changed = 0.3;
    private const int Batch = 1_000;

    /// <summary>Of a text.</summary>
    private const int WordCount = 600;

    /// <returns>0 with p95 of at most 2 s, recall of at least 0.95 and precision of at least 0.9.</returns>
    public static async Task<int> RunAsync(int texts, int submissions, CancellationToken cancellation)
    {
        var data = FreshData.For("duplicates");
        await using var azurite = new AzuriteProcess(data.Azurite, _ => { });
        await azurite.StartAsync(cancellation);
        var blobs = new BlobServiceClient(data.Azurite.ConnectionString);
        await blobs.GetBlobContainerClient(Topology.Fingerprints).CreateIfNotExistsAsync(cancellationToken: cancellation);
        await blobs.GetBlobContainerClient(Topology.Texts).CreateIfNotExistsAsync(cancellationToken: cancellation);
        var (index, kept) = (new FingerprintIndex(blobs, TimeProvider.System), new KeptTexts(blobs));

        var earlier = await FillAsync(index, texts, cancellation);
        var (comparisons, scans) = (new List<TimeSpan>(), new List<TimeSpan>());
        var (planted, found, right) = (0, 0, 0);
        for (var number = 0; number < submissions; number++)
        {
            // Every other one is a copy, of any of the earlier texts.
            var source = number % 2 == 0 ? (int)((long)number * 7919 % texts) : -1;
            var words = source < 0 ? WordsOf(texts + number) : SampleTexts.Rewritten(WordsOf(source), Changed, texts + number);
            await KeepAsync(kept, earlier, Own(number, words), cancellation);

            var began = Stopwatch.GetTimestamp();
            var own = Own(number, words);
            await index.AddAsync([own.Fingerprint], cancellation);
            var candidates = new Candidates([own.Fingerprint]);
            var scan = Stopwatch.GetTimestamp();
            await index.ReadAsync(candidates, cancellation);
            scans.Add(Stopwatch.GetElapsedTime(scan));
            var duplicates = await kept.ConfirmAsync([own], candidates.Found, cancellation);
            comparisons.Add(Stopwatch.GetElapsedTime(began));

            found += duplicates.Count;
            if (source < 0) continue;
            planted++;
            right += duplicates.Count(each => each.Other == IdOf(source));
        }

        var result = new DuplicatesResult(
            texts, submissions, Percentiles.Of(comparisons), Percentiles.Of(scans), Math.Round(right / (double)planted, 3),
            found == 0 ? 0 : Math.Round(right / (double)found, 3));
        Report.Write("duplicates", result,
            ($"a submission against {texts:N0} texts", $"{result.Comparison}"), ("of it reading the index", $"{result.Scan}"),
            ($"planted copies with {Changed:P0} of the words changed", $"{planted}"), ("recall", $"{result.Recall}"),
            ("precision", $"{result.Precision}"));
        AnsiConsole.MarkupLine("Aims: p95 2 s, recall 0.95, precision 0.9.");
        return result is { Comparison.P95: <= 2_000, Recall: >= 0.95, Precision: >= 0.9 } ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Fingerprint>> FillAsync(FingerprintIndex index, int texts, CancellationToken cancellation)
    {
        var all = new Fingerprint[texts];
        Parallel.For(0, texts, new ParallelOptions { CancellationToken = cancellation }, number =>
            all[number] = FingerprintOf(IdOf(number), number, WordsOf(number)).Fingerprint);
        foreach (var batch in all.Chunk(Batch)) await index.AddAsync(batch, cancellation);
        return all;
    }

    /// <summary>Keeps the texts that the comparison will read; the others it never asks for.</summary>
    private static async Task KeepAsync(
        KeptTexts kept, IReadOnlyList<Fingerprint> earlier, ComparedText own, CancellationToken cancellation)
    {
        var (candidates, record) = (new Candidates([own.Fingerprint]), new byte[Fingerprint.Size]);
        foreach (var each in earlier)
        {
            each.Write(record);
            candidates.See(record);
        }

        foreach (var candidate in candidates.Found)
        {
            // The version is the text's number.
            await kept.KeepAsync(candidate.Other, SampleTexts.Text(WordsOf(candidate.Other.Version)), cancellation);
        }
    }

    private static ComparedText Own(int number, IReadOnlyList<string> words) =>
        FingerprintOf(Ids.From("submission", $"{number}"), number, words);

    private static ComparedText FingerprintOf(string application, int number, IReadOnlyList<string> words)
    {
        var text = SampleTexts.Text(words);
        var digest = new byte[Fingerprint.DigestBytes];
        BitConverter.TryWriteBytes(digest, HashCode.Combine(application, number));
        var signature = Signature.Of(Signature.RunsOf(text));
        var fingerprint = new Fingerprint(application, ComparedKind.Document, "work-plan", number, digest, signature);
        return new ComparedText(fingerprint, new ComparedPart(ComparedKind.Document, "work-plan", number, TextState.Read), text);
    }

    private static IReadOnlyList<string> WordsOf(int number) => SampleTexts.Words(number, WordCount);

    private static string IdOf(int number) => Ids.From("earlier", $"{number}");
}
