using System.Diagnostics;
using System.Globalization;
using LocalHost.Azurite;
using Spectre.Console;

namespace LocalHost.Demo;

/// <summary><c>demo</c>: plays a story on a virtual clock, over real HTTP, and then serves what came of it.</summary>
public static class DemoCommand
{
    /// <summary>Monday 2 March 2026, 09:00 in Shenzhen.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The application's dossier, in the folder of the demo's data.</summary>
    private const string Dossier = "dossier.zip";

    /// <returns>0 when the story ended as it should.</returns>
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var options = Options(line);
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        using (var first = new Person(app.BaseAddress, null)) (await first.GetAsync("/api/health/live", cancellation)).Expect(System.Net.HttpStatusCode.OK);
        var console = AnsiConsole.Console;
        // Nobody looks at a redirected stream: lines stay whole for whatever reads them.
        if (Console.IsOutputRedirected) console.Profile.Width = 1000;
        console.MarkupLineInterpolated($"[grey]LocalHost serves {app.BaseAddress} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s[/]");

        using var mailbox = new Mailbox(options.MailFolder);
        var desk = new Desk(mailbox, app.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key));
        var timeline = new Timeline(console, app.Clock!);
        var (closing, open, good) = line.Call is not null
            ? await CallAsync(new CallDemo(app, desk, timeline, line.Applications), cancellation)
            : line.Warning
            ? await WarningAsync(new WarningDemo(app, desk, mailbox, timeline), cancellation)
            : await ReviewAsync(new ReviewDemo(app, desk, timeline, Path.Combine(options.DataDirectory, Dossier)), started, cancellation);

        if (!line.Exit)
        {
            console.WriteLine();
            foreach (var page in open) console.MarkupLineInterpolated(
                $"[bold]Open:[/] {page.Address(app.BaseAddress)}  [grey]{page.About}[/]");
            console.MarkupLineInterpolated($"[bold]Mail:[/] {options.MailFolder}   [bold]API:[/] {app.BaseAddress}api/openapi.json   Ctrl+C ends it.");
        }

        Console.WriteLine(closing);
        var served = line.Exit ? 0 : await RunCommand.ServeAsync(app);
        return good ? served : 1;
    }

    private static async Task<(string Line, IReadOnlyList<DemoPage> Open, bool Good)> ReviewAsync(ReviewDemo demo, long started,
        CancellationToken cancellation)
    {
        var (status, stages, facts) = await demo.PlayAsync(cancellation);
        return (
            $"demo: special-fund-rd {status}, {stages} stages, {facts} facts, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s",
            [
                new DemoPage(null, "/", "the home page, as the public sees it"),
                new DemoPage("lin", $"/my/{demo.ApplicationId}", "the application, as its applicant sees it"),
                new DemoPage("audit", $"/audit/applications/{demo.ApplicationId}", "its record of facts, for the auditor"),
            ],
            status == "Approved");
    }

    private static async Task<(string Line, IReadOnlyList<DemoPage> Open, bool Good)> WarningAsync(WarningDemo demo,
        CancellationToken cancellation)
    {
        var warning = await demo.PlayAsync(cancellation);
        return (
            $"demo: warning {warning.Id} {warning.Status} after {string.Join(", ", warning.Levels)}; {warning.Deliveries} deliveries, "
                + $"{warning.Duplicates} duplicates, CAP {(warning.IsCapValid ? "valid" : "INVALID")}"
                + (warning.IsInAlert ? "" : ", alert MISSING"),
            [
                new DemoPage(null, $"/warnings/{warning.Id}", "the warning with its levels, as the public sees it"),
                new DemoPage("pan", "/warnings/rules/orders-falling?sector=testing", "the rule that raised it, with a back-test"),
                new DemoPage(null, "/statistics", "the statistics, as they were released"),
            ],
            warning.IsGood);
    }

    private static async Task<(string Line, IReadOnlyList<DemoPage> Open, bool Good)> CallAsync(CallDemo demo, CancellationToken cancellation)
    {
        using (demo)
        {
            var call = await demo.PlayAsync(cancellation);
            var isGood = call.Selected > 0 && call.Decided == call.Selected && call.Reserved <= call.Budget;
            return (
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"demo: call {CallDemo.Programme}: {call.Applications} applications, {call.Selected} selected, {call.Reserved:#,0} of {call.Budget:#,0} yuan reserved, {(isGood ? "decided by the leading group" : "NOT DECIDED")}"),
                [
                    new DemoPage("huang", $"/selections/{call.SelectionId}", "the ranking with its budget and cut line, for the department"),
                    new DemoPage(null, "/notices", "the results on public notice"),
                ],
                isGood);
        }
    }

    /// <summary>A story begins on an empty city: its own data and its own storage, beside whatever else runs.</summary>
    internal static LocalHostOptions Options(CommandLine line)
    {
        var run = RunCommand.Options(line);
        var data = Path.Combine(run.DataDirectory, "demo");
        DemoFolder.Renew(data);
        var storage = Path.Combine(data, "azurite");
        return run with
        {
            LocalSettings = UnitsOf(line) is var units and > 0 ? CallUnits.Join(run.LocalSettings, units, data) : run.LocalSettings,
            DataDirectory = data,
            VirtualStart = Start,
            HttpPort = line.Port ?? (line.Exit ? 0 : run.HttpPort),
            Azurite = line.AzuritePort is null
                ? AzuriteSettings.OnFreePorts(storage, run.Azurite!.CacheDirectory)
                : run.Azurite! with { DataDirectory = storage },
            // Hours of virtual time are nothing to wait for; a sweep a minute would be all that the clock does.
            Settings = new Dictionary<string, string?>
            {
                ["FactSweepSchedule"] = "0 0 */6 * * *", ["MetricsSchedule"] = "0 0 */6 * * *", ["DocumentSweepSchedule"] = "0 0 */6 * * *",
                ["ReviewSweepSchedule"] = "0 45 19 * * *", ["DeliverySweepSchedule"] = "30 0 */6 * * *",
                ["ListSweepSchedule"] = "0 15 19 * * *", ["Logging:LogLevel:Default"] = "Warning",
            },
        };
    }

    /// <summary>Organisations that a story needs beside the development users.</summary>
    private static int UnitsOf(CommandLine line) =>
        line.Call is not null ? line.Applications : line.Warning ? WarningDemo.Organisations : 0;
}
