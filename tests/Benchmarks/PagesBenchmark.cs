using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using LocalHost;
using LocalHost.Demo;
using Spectre.Console;

namespace Benchmarks;

/// <summary>One page as one reader gets it, times in milliseconds.</summary>
/// <param name="Path">Ids left out.</param>
/// <param name="Reader">Development user; "public" for none.</param>
/// <param name="Times">From the request to the last byte, one request at a time.</param>
/// <param name="Bytes">Not compressed.</param>
/// <param name="Ratio">Its median beside that of an answer without any work, the health check.</param>
public sealed record PageResult(string Path, string Reader, Percentiles Times, long Bytes, double Ratio);

/// <summary>Every page that its readers reach by links: how long the server takes, and how large it is.</summary>
public sealed partial class PagesBenchmark(LocalHostApp app, int count) : IDisposable
{
    public const long MaxBytes = 100 * 1024;
    public const double MaxMilliseconds = 50;
    private const int MostPages = 60;
    private const string Bare = "/api/health/live";
    private static readonly string[] Readers = ["public", "lin", "wu", "ma", "pan", "audit", "admin", "ops"];

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = app.BaseAddress,
    };

    /// <returns>0 when every page is as small and as fast as it should be.</returns>
    public static async Task<int> RunAsync(int count, CancellationToken cancellation)
    {
        var data = FreshData.For("pages");
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
            { Azurite = data.Azurite, Quiet = true };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        await FillAsync(app, cancellation);
        using var benchmark = new PagesBenchmark(app, count);
        var pages = await benchmark.MeasureAsync(cancellation);
        var slow = pages.Where(page => page.Times.P95 > MaxMilliseconds || page.Bytes > MaxBytes).ToList();
        Report.Write("pages", pages, [.. pages.OrderByDescending(page => page.Times.P95).Take(20).Select(page => (
            $"{page.Path} {page.Reader}", $"{page.Times:F1} {page.Bytes / 1024.0,5:0.0} KiB"))]);
        var median = pages.Select(page => page.Ratio).Order().ElementAt(pages.Count / 2);
        AnsiConsole.MarkupLineInterpolated($"Median of the pages' medians beside an answer without work: {median} ×");
        AnsiConsole.MarkupLineInterpolated(
            $"{pages.Count} pages; p95 over {MaxMilliseconds} ms or over {MaxBytes / 1024} KiB: {slow.Count}");
        return slow.Count == 0 && pages.Count > 0 ? 0 : 1;
    }

    public void Dispose() => client.Dispose();

    /// <summary>An organisation with a draft and an application that waits for its district officer, and a warning to verify.</summary>
    private static async Task FillAsync(LocalHostApp app, CancellationToken cancellation)
    {
        using var lin = new Person(app.BaseAddress, "lin");
        using var pan = new Person(app.BaseAddress, "pan");
        var applicant = new Applicant(lin);
        await applicant.RegisterAsync(cancellation);
        await applicant.DraftAsync("检测平台（草稿）", cancellation);
        var id = await applicant.DraftAsync("光电检验检测公共服务平台", cancellation);
        await applicant.UploadAsync(id, "application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Special fund", "Purpose: testing"),
            cancellation);
        await applicant.UploadAsync(id, "work-plan", "工作计划.docx", Media.Docx, DemoFiles.Docx("工作计划", "第一期：十二个月。"), cancellation);
        await applicant.UploadAsync(id, "budget", "预算.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m)), cancellation);
        (await pan.PostAsync(
            "/api/signals",
            new
            {
                source = "monitor", externalId = "1", sector = "testing", level = "Yellow",
                @event = Both("断供风险", "Supply risk"), headline = Both("交付延期", "Deliveries delayed"),
                description = Both("三家供应商通知延期。", "Three suppliers announced delays."),
            },
            cancellation)).Expect(HttpStatusCode.Accepted);
        await app.Work.WhenIdleAsync(cancellation);

        static Dictionary<string, string> Both(string chinese, string english) => new() { ["zh-CN"] = chinese, ["en"] = english };
    }

    private async Task<IReadOnlyList<PageResult>> MeasureAsync(CancellationToken cancellation)
    {
        var found = new List<(string Reader, string Path)>();
        foreach (var reader in Readers.Where(reader => reader == "public" || app.DevUsers.ContainsKey(reader)))
        {
            found.AddRange((await ReachAsync(reader, cancellation)).Select(path => (reader, path)));
        }

        // What several readers reach is the same page, but for the menu.
        var pages = found.DistinctBy(page => page.Path).ToList();
        var bare = await TimesAsync("public", Bare, cancellation);
        var results = new List<PageResult>();
        foreach (var (reader, path) in pages)
        {
            var times = await TimesAsync(reader, path, cancellation);
            var (_, html) = await GetAsync(reader, path, cancellation);
            results.Add(new PageResult(
                Id().Replace(path, "{id}"), reader, times, Encoding.UTF8.GetByteCount(html),
                Math.Round(times.P50 / Math.Max(0.01, bare.P50), 1)));
        }

        return results;
    }

    /// <summary>Paths of the pages that a reader reaches from the home page.</summary>
    private async Task<IReadOnlyList<string>> ReachAsync(string reader, CancellationToken cancellation)
    {
        var (open, seen, pages) = (new Queue<string>(["/"]), new HashSet<string> { "/" }, new List<string>());
        while (pages.Count < MostPages && open.TryDequeue(out var path))
        {
            var (status, html) = await GetAsync(reader, path, cancellation);
            if (status != HttpStatusCode.OK || html.Length == 0) continue;
            pages.Add(path);
            foreach (var link in Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
            {
                if (Own().IsMatch(link) && !link.Contains("lang=", StringComparison.Ordinal) && seen.Add(link)) open.Enqueue(link);
            }
        }

        return pages;
    }

    private async Task<Percentiles> TimesAsync(string reader, string path, CancellationToken cancellation)
    {
        // The first ones compile.
        for (var warm = 0; warm < 10; warm++) await GetAsync(reader, path, cancellation);
        var times = new List<TimeSpan>();
        for (var request = 0; request < count; request++)
        {
            var began = Stopwatch.GetTimestamp();
            await GetAsync(reader, path, cancellation);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return Percentiles.Of(times);
    }

    private async Task<(HttpStatusCode Status, string Html)> GetAsync(string reader, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        if (reader != "public") request.Headers.Authorization = new AuthenticationHeaderValue("Dev", reader);
        using var answer = await client.SendAsync(request, cancellation);
        var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        return (answer.StatusCode, isPage ? await answer.Content.ReadAsStringAsync(cancellation) : "");
    }

    [GeneratedRegex("href=\"([^\"#]+)\"")]
    private static partial Regex Link();

    /// <summary>A page of the site: no API, no file, no way in or out.</summary>
    [GeneratedRegex(@"^/(?!api/|\.auth/|assets/)[^.]*\z")]
    private static partial Regex Own();

    [GeneratedRegex("[0-9a-f]{16,}")]
    private static partial Regex Id();
}
