using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Benchmarks;

/// <summary>A page of one list, at one length.</summary>
/// <param name="Page">Of 50 lines, or as the page has them, over HTTP.</param>
/// <param name="Ratio">Its p95 beside that of the shortest list; 1 for that.</param>
internal sealed record ListResult(string List, int Lines, Percentiles Page, double Ratio);

/// <summary>Whether a page of a list costs the same whatever its length.</summary>
internal sealed class ListsBenchmark(LocalHostApp app, int samples) : IDisposable
{
    private const int Shortest = 1_000;
    private const int BatchSize = 100;
    private const double MostRatio = 1.2;
    private const string Programme = "special-fund-rd";

    private static readonly DateTimeOffset Began = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string User, string Path)[] Pages =
    [
        ("inbox", "wu", "/api/assignments"),
        ("my applications", "lin", "/api/applications"),
        ("by programme and status", "audit", $"/audit?year=2026&programme={Programme}&status=Submitted"),
    ];

    private readonly HttpClient client = new() { BaseAddress = app.BaseAddress };

    /// <returns>0 when no list's p95 at its longest is more than 1.2 times that at a thousand lines.</returns>
    public static async Task<int> RunAsync(int longest, int samples, CancellationToken cancellation)
    {
        var data = FreshData.For("lists");
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
        {
            Azurite = data.Azurite, Quiet = true,
            // The lines are of no aggregate: the sweep would take them out.
            Settings = new Dictionary<string, string?> { ["ListSweepSchedule"] = "0 0 0 1 1 *" },
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        using var benchmark = new ListsBenchmark(app, samples);
        var results = await benchmark.MeasureAsync(longest, cancellation);
        Report.Write("lists", results, [.. results.Select(result => (
            $"{result.List}, {result.Lines:N0} lines", $"{result.Page:F1}; {result.Ratio:F2} ×"))]);
        AnsiConsole.MarkupLineInterpolated($"Aim: p95 at most {MostRatio} × that of {Shortest:N0} lines.");
        return results.All(result => result.Ratio <= MostRatio) ? 0 : 1;
    }

    public void Dispose() => client.Dispose();

    private async Task<IReadOnlyList<ListResult>> MeasureAsync(int longest, CancellationToken cancellation)
    {
        var (results, first, filled) = (new List<ListResult>(), new Dictionary<string, double>(), 0);
        for (var lines = Shortest; lines <= longest; lines *= 10)
        {
            await FillAsync(filled, lines, cancellation);
            filled = lines;
            foreach (var (name, user, path) in Pages)
            {
                var times = await TimesAsync(user, path, cancellation);
                first.TryAdd(name, times.P95);
                results.Add(new ListResult(name, lines, times, Math.Round(times.P95 / first[name], 2)));
            }
        }

        return results;
    }

    /// <summary>The first page, and in turns the page after it, so that no list is measured at its beginning alone.</summary>
    private async Task<Percentiles> TimesAsync(string user, string path, CancellationToken cancellation)
    {
        var next = await NextAsync(user, path, cancellation);
        // The first ones compile.
        for (var warm = 0; warm < 20; warm++) await GetAsync(user, warm % 2 == 0 ? path : next, cancellation);
        var times = new List<TimeSpan>();
        for (var sample = 0; sample < samples; sample++)
        {
            var began = Stopwatch.GetTimestamp();
            await GetAsync(user, sample % 2 == 0 ? path : next, cancellation);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return Percentiles.Of(times);
    }

    /// <summary>The page to which the cursor of a JSON page leads; the same one of a page of the site.</summary>
    private async Task<string> NextAsync(string user, string path, CancellationToken cancellation)
    {
        if (!path.StartsWith("/api/", StringComparison.Ordinal)) return path;
        using var page = JsonDocument.Parse(await GetAsync(user, path, cancellation));
        return $"{path}?cursor={Uri.EscapeDataString(page.RootElement.GetProperty("cursor").GetString()!)}";
    }

    private async Task<string> GetAsync(string user, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Dev", user);
        using var answer = await client.SendAsync(request, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    private async Task FillAsync(int from, int to, CancellationToken cancellation)
    {
        var table = app.Services.GetRequiredService<TableServiceClient>().GetTableClient(FunctionsApp.Platform.Topology.ListsTable);
        var organisation = app.DevUsers["lin"].Organisation!;
        for (var batch = from; batch < to; batch += BatchSize)
        {
            var numbers = Enumerable.Range(batch, Math.Min(BatchSize, to - batch)).ToList();
            await WriteAsync(table, numbers.Select(number => Asked(number)), cancellation);
            await WriteAsync(table, numbers.Select(number => Own(number, organisation)), cancellation);
            await WriteAsync(table, numbers.Select(number => OfYear(number, organisation)), cancellation);
        }
    }

    /// <summary>Lines of one list: one transaction.</summary>
    private static Task WriteAsync(TableClient table, IEnumerable<Line> lines, CancellationToken cancellation) =>
        table.SubmitTransactionAsync(
            lines.Select(line => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(
                line.Place.List, line.Place.Key)
            {
                ["Line"] = line.Json, ["Table"] = "of no aggregate", ["Subject"] = line.Place.Key[^20..],
            })), cancellation);

    private static Line Asked(int number)
    {
        var (id, ask) = (Ids.From("lists", $"{number}"), new Ask("review", Ids.From("lists", $"{number}"), "District", 0));
        var about = new AssignmentAbout(Text("光电检测平台", number), Text("科技研发资金", 0), Text("区级初审", 0));
        var due = Began.AddMinutes(number);
        return AssignmentIndex.OfPerson.Line(
            "wu", LineOrder.OldestFirst(due, AssignmentId.Of(ask, 1)),
            new AssignmentLine(AssignmentId.Of(ask, 1), ask, about, due, due.AddDays(-5)));
    }

    private static Line Own(int number, string organisation)
    {
        var (id, at) = (Ids.From("lists", $"{number}"), Began.AddMinutes(number));
        return ApplicationIndex.OfOrganisation.Line(organisation, LineOrder.NewestFirst(at, id), new ApplicationLine(
            id, Programme, 1, $"光电检测平台 {number}", StatusOf(number), at));
    }

    private static Line OfYear(int number, string organisation)
    {
        var (id, at) = (Ids.From("lists", $"{number}"), Began.AddMinutes(number));
        return ApplicationIndex.OfYear.Line(ApplicationIndex.Year(2026), LineOrder.NewestFirst(at, id), new YearLine(
            id, Programme, $"光电检测平台 {number}", organisation, "440305", StatusOf(number), at));
    }

    private static ApplicationStatus StatusOf(int number) => (ApplicationStatus)(number % 7);

    private static LocalizedText Text(string chinese, int number) => new($"{chinese} {number}", $"Testing platform {number}");
}
