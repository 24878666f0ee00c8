using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents.Uploading;
using LocalHost.Azurite;
using LocalHost.Demo;

namespace Benchmarks;

/// <summary>A way of uploading, beside the SDK's own upload of the same bytes to the same storage; medians.</summary>
/// <param name="UploadSeconds">Until the app had it.</param>
/// <param name="AcceptedSeconds">Until it was checked and accepted.</param>
public sealed record UploadsOfOneSize(
    string Way, long Bytes, int Files, double BareSeconds, double UploadSeconds, double AcceptedSeconds)
{
    public double Ratio => Math.Round(AcceptedSeconds / BareSeconds, 2);

    public double MiBPerSecond => Math.Round(Bytes / (double)Report.MiB / AcceptedSeconds, 1);
}

/// <summary>What was measured of documents from upload to acceptance.</summary>
/// <param name="PeakMiB">The most physical memory that LocalHost held, which is host and worker in one.</param>
/// <param name="OwnPeakMiB">Without what is mapped from files.</param>
public sealed record DocumentsResult(
    IReadOnlyList<UploadsOfOneSize> Sizes, int Small, double SmallPerSecond, Percentiles SmallAccepted, long PeakMiBBefore, long PeakMiB,
    long OwnPeakMiB);

/// <summary>Documents from their first byte to their acceptance, one by one, and many small ones at once.</summary>
public static class DocumentsBenchmark
{
    private const string Slot = "supporting-data";
    private const int SmallBytes = 20 * 1024;
    private const int ByPut = 10;

    /// <summary>Larger than one request may be.</summary>
    private const int Direct = 1024;

    private const int Clients = 8;

    /// <param name="small">Small documents in all, 40 into each slot: it takes 50.</param>
    /// <param name="rounds">Files of each size.</param>
    /// <returns>0 when all were accepted.</returns>
    public static async Task<int> RunAsync(int small, int rounds, CancellationToken cancellation)
    {
        var data = FreshData.For("documents");
        await using var azurite = new AzuriteProcess(data.Azurite, Console.WriteLine);
        await azurite.StartAsync(cancellation);
        using var host = HostProcess.StartForLargeDocuments(data);
        try
        {
            var address = await HostProcess.ServingAsync(host, cancellation);
            using var lin = new Person(address, "lin");
            var applicant = new Applicant(lin);
            await applicant.RegisterAsync(cancellation);
            var bare = new BlobContainerClient(data.Azurite.ConnectionString, "bare");
            await bare.CreateIfNotExistsAsync(cancellationToken: cancellation);
            var before = Memory.Peak(host.Id);
            using var own = new OwnMemoryWatch(host.Id);

            var (perSecond, accepted) = await SmallAsync(lin, applicant, small, cancellation);
            UploadsOfOneSize[] sizes =
            [
                await OneByOneAsync("PUT through the app", ByPut, rounds, lin, applicant, bare, PutAsync, cancellation),
                await OneByOneAsync("blocks straight to storage", Direct, rounds, lin, applicant, bare, SendBlocksAsync, cancellation),
            ];
            var result = new DocumentsResult(
                sizes, small, perSecond, accepted, before / Report.MiB, Memory.Peak(host.Id) / Report.MiB, own.Peak / Report.MiB);
            Report.Write("documents", result,
            [
                .. sizes.Select(size => (
                    $"{size.Way}, {size.Bytes / Report.MiB} MiB",
                    $"bare {size.BareSeconds:0.00} s, uploaded {size.UploadSeconds:0.00} s, accepted {size.AcceptedSeconds:0.00} s: "
                        + $"{size.Ratio:0.00} ×, {size.MiBPerSecond:0} MiB/s")),
                ($"{result.Small} of {SmallBytes / 1024} KiB, {Clients} at once", $"{result.SmallPerSecond:0.0} files/s"),
                ("… upload → accepted, p50 / p95 / p99", $"{result.SmallAccepted}"),
                ("LocalHost's peak memory before and after", $"{result.PeakMiBBefore} and {result.PeakMiB} MiB"),
                ("… without what is mapped from files", $"{result.OwnPeakMiB} MiB"),
            ]);
            return 0;
        }
        finally
        {
            // Its data is thrown away: no need to ask first.
            host.Kill();
            await host.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The bare upload and the app's in turns, so that both meet the same machine.</summary>
    private static async Task<UploadsOfOneSize> OneByOneAsync(
        string way, int megabytes, int rounds, Person lin, Applicant applicant, BlobContainerClient bare,
        Func<Person, string, byte[], CancellationToken, Task> upload, CancellationToken cancellation)
    {
        using var content = new LargePdf(megabytes * Report.MiB);
        var bytes = await content.ReadAsByteArrayAsync(cancellation);
        var (bares, uploads, accepts) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await UploadBareAsync(bare.GetBlobClient($"{way}/{round}"), bytes, cancellation);
            bares.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);

            var id = await applicant.DraftAsync($"{way} {round}", cancellation);
            began = Stopwatch.GetTimestamp();
            await upload(lin, id, bytes, cancellation);
            uploads.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await AcceptedAsync(applicant, id, cancellation);
            accepts.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return new UploadsOfOneSize(way, bytes.LongLength, rounds, Median(bares), Median(uploads), Median(accepts));
    }

    /// <summary>As the SDK does it by itself, in blocks of the app's size.</summary>
    private static async Task UploadBareAsync(BlobClient blob, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes);
        var transfer = new StorageTransferOptions
        {
            InitialTransferSize = UploadBlocks.Bytes, MaximumTransferSize = UploadBlocks.Bytes, MaximumConcurrency = 4,
        };
        await blob.UploadAsync(content, new BlobUploadOptions { TransferOptions = transfer }, cancellation);
    }

    private static async Task PutAsync(Person lin, string id, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new LargePdf(bytes.LongLength);
        (await lin.PutAsync($"/api/applications/{id}/documents/{Slot}?fileName=data.pdf", content, cancellation))
            .Expect(HttpStatusCode.Accepted);
    }

    /// <summary>Four blocks at once, as the page of the applicant does.</summary>
    private static async Task SendBlocksAsync(Person lin, string id, byte[] bytes, CancellationToken cancellation)
    {
        var path = $"/api/applications/{id}/documents/{Slot}/uploads";
        var open = (await lin.PostAsync(path, new { fileName = "data.pdf", bytes = bytes.LongLength }, cancellation))
            .Expect(HttpStatusCode.Created).Json;
        var url = open.GetProperty("url").GetString()!;
        using var storage = new HttpClient();
        await Parallel.ForAsync(
            0, UploadBlocks.Count(bytes.LongLength), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (number, stop) =>
            {
                var size = (int)UploadBlocks.Size(number, bytes.LongLength);
                using var block = new ByteArrayContent(bytes, number * UploadBlocks.Bytes, size);
                using var answer = await storage.PutAsync(
                    new Uri($"{url}&comp=block&blockid={Uri.EscapeDataString(UploadBlocks.Name(number))}"), block, stop);
                answer.EnsureSuccessStatusCode();
            });
        (await lin.PostAsync($"{path}/{open.GetProperty("id").GetString()}/complete", null, cancellation)).Expect(HttpStatusCode.Accepted);
    }

    /// <summary>Several slots at once, in each one document after the other.</summary>
    private static async Task<(double PerSecond, Percentiles Accepted)> SmallAsync(
        Person lin, Applicant applicant, int count, CancellationToken cancellation)
    {
        const int eachSlot = 40;
        var ids = new List<string>();
        for (var number = 0; number < (count + eachSlot - 1) / eachSlot; number++)
        {
            ids.Add(await applicant.DraftAsync($"小文件 {number}", cancellation));
        }

        var times = new ConcurrentBag<TimeSpan>();
        var bytes = new byte[SmallBytes];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            ids, new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellation }, async (id, stop) =>
            {
                for (var number = 0; number < eachSlot; number++)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await PutAsync(lin, id, bytes, stop);
                    await AcceptedAsync(applicant, id, stop);
                    times.Add(Stopwatch.GetElapsedTime(sent));
                }
            });
        return (Math.Round(times.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, 1), Percentiles.Of(times));
    }

    private static async Task AcceptedAsync(Applicant applicant, string id, CancellationToken cancellation)
    {
        var state = await applicant.CheckedAsync(id, Slot, cancellation);
        if (state != "Accepted") throw new InvalidOperationException($"The document became {state}.");
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 3);
}
