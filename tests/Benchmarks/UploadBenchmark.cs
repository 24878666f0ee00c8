using System.Diagnostics;
using System.Net;
using LocalHost;
using LocalHost.Azurite;
using LocalHost.Demo;

namespace Benchmarks;

/// <summary>What was measured of uploads at the same time.</summary>
/// <param name="AcceptedSeconds">From the first byte sent until all documents were accepted.</param>
/// <param name="State">Of all documents; of different ones, all of them.</param>
/// <param name="PeakMiB">The most physical memory that LocalHost held.</param>
public sealed record UploadResult(
    int Count, int Megabytes, double StartSeconds, double UploadSeconds, double MiBPerSecond, double AcceptedSeconds, string State,
    long PeakMiBBefore, long PeakMiB, bool BelowLimit);

/// <summary>Large documents at once to LocalHost in a process of its own, whose memory is watched.</summary>
public static class UploadBenchmark
{
    private const long LimitMiB = 300;
    private const string Slot = "supporting-data";

    /// <returns>0 when the documents were accepted and LocalHost stayed below the limit.</returns>
    public static async Task<int> RunAsync(int megabytes, int count, CancellationToken cancellation)
    {
        var data = FreshData.For("upload");
        await using var azurite = new AzuriteProcess(data.Azurite, Console.WriteLine);
        await azurite.StartAsync(cancellation);
        var started = Stopwatch.GetTimestamp();
        using var host = HostProcess.Start(data);
        try
        {
            var address = await HostProcess.ServingAsync(host, cancellation);
            var start = Stopwatch.GetElapsedTime(started);
            var result = await UploadAsync(host, address, start, megabytes, count, cancellation);
            Report.Write("upload", result,
                ("Files at once", $"{count} of {megabytes} MiB"),
                ("Upload", $"{result.UploadSeconds:0.0} s, {result.MiBPerSecond:0} MiB/s"),
                ($"Until {result.State}", $"{result.AcceptedSeconds:0.0} s"),
                ("LocalHost's peak memory before", $"{result.PeakMiBBefore} MiB"),
                ($"LocalHost's peak memory, limit {LimitMiB} MiB", $"{result.PeakMiB} MiB{(result.BelowLimit ? "" : " — ABOVE")}"),
                ("Start to first HTTP 200, storage running", $"{result.StartSeconds:0.0} s"));
            return result is { State: "Accepted", BelowLimit: true } ? 0 : 1;
        }
        finally
        {
            // Its data is thrown away: no need to ask first.
            host.Kill();
            await host.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<UploadResult> UploadAsync(
        Process host, Uri address, TimeSpan start, int megabytes, int count, CancellationToken cancellation)
    {
        using var lin = new Person(address, "lin");
        var applicant = new Applicant(lin);
        await applicant.RegisterAsync(cancellation);
        var ids = new List<string>();
        for (var number = 0; number < count; number++) ids.Add(await applicant.DraftAsync("大文件上传", cancellation));
        var before = Memory.Peak(host.Id);

        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(ids.Select(id => PutAsync(lin, id, megabytes, cancellation)));
        var uploaded = Stopwatch.GetElapsedTime(began);
        var states = await Task.WhenAll(ids.Select(id => applicant.CheckedAsync(id, Slot, cancellation)));
        var accepted = Stopwatch.GetElapsedTime(began);

        var peak = Memory.Peak(host.Id);
        return new UploadResult(
            count, megabytes, Math.Round(start.TotalSeconds, 2), Math.Round(uploaded.TotalSeconds, 2), Math.Round(count * megabytes / uploaded.TotalSeconds, 1), Math.Round(accepted.TotalSeconds, 2),
            string.Join(", ", states.Distinct()),
            before / Report.MiB, peak / Report.MiB, peak < LimitMiB * Report.MiB);
    }

    private static async Task PutAsync(Person lin, string id, int megabytes, CancellationToken cancellation)
    {
        using var pdf = new LargePdf(megabytes * Report.MiB);
        (await lin.PutAsync($"/api/applications/{id}/documents/{Slot}?fileName=data.pdf", pdf, cancellation)).Expect(
            HttpStatusCode.Accepted);
    }
}
