using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using FunctionsApp;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using LocalHost;
using LocalHost.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Benchmarks;

/// <summary>A page of one list, at one length.</summary>
/// <param name="Page">Of 50 lines, or as the page has them, over HTTP.</param>
/// <param name="Ratio">Its p95 beside that of the shortest list; 1 for that.</param>
internal sealed record ListResult(string List, int Lines, Percentiles Page, double Ratio);

/// <summary>Whether a page of a list costs the same whatever its length, on tables that answer a range as Azure's do.</summary>
internal sealed partial class ListsBenchmark(LocalHostApp app, OrderedLines ordered, int rounds) : IDisposable
{
    private const int Shortest = 1_000;
    private const int SamplesARound = 50;
    private const double MostRatio = 1.2;
    private const string Programme = "special-fund-rd";

    private static readonly DateTimeOffset Began = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string User, string Path, Func<int, string, Line> Line)[] Pages =
    [
        ("inbox", "wu", "/api/assignments", (number, _) => Asked(number)),
        ("my applications", "lin", "/api/applications", Own),
        ("by programme and status", "audit", $"/audit?year=2026&programme={Programme}&status=Submitted", OfYear),
    ];

    private readonly HttpClient client = new() { BaseAddress = app.BaseAddress };

    /// <returns>0 when no list's p95 at its longest is more than 1.2 times that at a thousand lines.</returns>
    public static async Task<int> RunAsync(int longest, int samples, CancellationToken cancellation)
    {
        var data = FreshData.For("lists");
        var front = data.Azurite with { TablePort = FreePorts.ThreeInARow() };
        await using var ordered = await OrderedLines.StartAsync(front.TablePort, data.Azurite.TablePort, cancellation);
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
        {
            Azurite = data.Azurite, Quiet = true,
            // The lines are of no aggregate: the sweep would take them out.
            Settings = new Dictionary<string, string?> { ["ListSweepSchedule"] = "0 0 0 1 1 *" },
            Configure = builder =>
            {
                builder.AddApp();
                builder.Services.AddSingleton(new TableServiceClient(
                    front.ConnectionString, StorageRetries.Bound(new TableClientOptions())));
            },
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        using var benchmark = new ListsBenchmark(app, ordered, Math.Max(samples / SamplesARound, 1));
        var results = await benchmark.MeasureAsync(longest, cancellation);
        Report.Write("lists", results, [.. results.Select(result => (
            $"{result.List}, {result.Lines:N0} lines", $"{result.Page:F1}; {result.Ratio:F2} ×"))]);
        AnsiConsole.MarkupLineInterpolated($"Aim: p95 at most {MostRatio} × that of {Shortest:N0} lines.");
        return results.All(result => result.Ratio <= MostRatio) ? 0 : 1;
    }

    public void Dispose() => client.Dispose();

    /// <summary>The lengths in turns, so that what the machine does meanwhile falls on each alike.</summary>
    private async Task<IReadOnlyList<ListResult>> MeasureAsync(int longest, CancellationToken cancellation)
    {
        var organisation = app.DevUsers["lin"].Organisation!;
        var results = new List<ListResult>();
        foreach (var (name, user, path, line) in Pages)
        {
            var lists = Lengths(longest).Select(length => new OrderedList(length, number => line(number, organisation))).ToList();
            var times = lists.ToDictionary(list => list, _ => new List<TimeSpan>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var list in lists)
                {
                    ordered.Serve(list);
                    var measured = await TimesAsync(user, path, cancellation);
                    // The first round compiles.
                    if (round > 0) times[list].AddRange(measured);
                }
            }

            var shortest = Percentiles.Of(times[lists[0]]);
            foreach (var list in lists)
            {
                var page = Percentiles.Of(times[list]);
                results.Add(new ListResult(name, list.Keys.Length, page, Math.Round(page.P95 / shortest.P95, 2)));
            }
        }

        return results;
    }

    private static IEnumerable<int> Lengths(int longest)
    {
        for (var length = Shortest; length <= longest; length *= 10) yield return length;
    }

    /// <summary>The first page, and in turns the page after it, so that no list is measured at its beginning alone.</summary>
    private async Task<IReadOnlyList<TimeSpan>> TimesAsync(string user, string path, CancellationToken cancellation)
    {
        var next = await NextAsync(user, path, cancellation);
        var times = new List<TimeSpan>();
        for (var sample = 0; sample < SamplesARound; sample++)
        {
            var began = Stopwatch.GetTimestamp();
            await GetAsync(user, sample % 2 == 0 ? path : next, cancellation);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        return times;
    }

    /// <summary>Where the page after this one is: by the cursor of a JSON page, by the link of one of the site.</summary>
    /// <exception cref="InvalidOperationException">There is none: the page shows too few lines.</exception>
    private async Task<string> NextAsync(string user, string path, CancellationToken cancellation)
    {
        var shown = await GetAsync(user, path, cancellation);
        if (NextLink().Match(shown) is { Success: true } link) return WebUtility.HtmlDecode(link.Groups["path"].Value);
        using var page = path.StartsWith("/api/", StringComparison.Ordinal) ? JsonDocument.Parse(shown) : null;
        var cursor = page?.RootElement.GetProperty("cursor").GetString()
            ?? throw new InvalidOperationException($"{path} has no further page.");
        return $"{path}?cursor={Uri.EscapeDataString(cursor)}";
    }

    private async Task<string> GetAsync(string user, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Dev", user);
        using var answer = await client.SendAsync(request, cancellation);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

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

    [GeneratedRegex("href=\"(?<path>[^\"]*)\" rel=\"next\"")]
    private static partial Regex NextLink();
}
