using System.Diagnostics;
using Azure.Data.Tables;
using FunctionsApp;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Topology = FunctionsApp.Platform.Topology;

namespace Benchmarks.Alerts;

/// <summary>A warning to so many subscribers, from its publication to the last hand-over.</summary>
/// <param name="Bare">Seconds that as many messages of a letter's size take through a queue of the same broker, in the same run.</param>
/// <param name="Messages">Of the broker, a delivery.</param>
/// <param name="Transactions">Of storage, a delivery.</param>
internal sealed record FanOutResult(
    int Subscribers, double Seconds, double PerSecond, double Bare, double Ratio, double Messages, double Transactions, long MemoryMiB);

/// <summary>A Red warning to so many subscribers, while so many letters of a digest wait.</summary>
/// <param name="HandedOver">Each letter, from the publication.</param>
internal sealed record OvertakingResult(int Subscribers, int Backlog, Percentiles HandedOver, int Left);

internal sealed record AlertsResult(IReadOnlyList<FanOutResult> FanOut, OvertakingResult Overtaking, int Doubled);

/// <summary>How fast a warning reaches its subscribers by mail, and that a backlog of digests does not delay it.</summary>
internal sealed class AlertsBenchmark(LocalHostApp app, OrderedTables tables, RequestCount requests, HandOvers mails)
{
    private const string Plain = "plain";
    private const string Sector = "testing";
    private const double MostRatio = 1.5;
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(5);

    private readonly PlainSends plain = new(app.ServiceBus, Plain);
    private long messages;

    /// <returns>0 when all aims that are printed are met.</returns>
    public static async Task<int> RunAsync(int subscribers, int backlog, CancellationToken cancellation)
    {
        var data = FreshData.For("alerts");
        var (requests, mails) = (new RequestCount(), new HandOvers());
        var tables = new OrderedTables(data.Azurite.ConnectionString, requests);
        var topology = LocalHost.Topology.Load(Path.Combine(AppContext.BaseDirectory, "topology.json"));
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
        {
            Azurite = data.Azurite, Quiet = true,
            Topology = topology with { Queues = [.. topology.Queues, topology.Queues[0] with { Name = Plain }] },
            // The lines are of no aggregate: the sweep would take them out.
            Settings = new Dictionary<string, string?> { ["ListSweepSchedule"] = "0 0 0 1 1 *" },
            Configure = builder =>
            {
                builder.AddApp();
                builder.Services.AddSingleton<TableServiceClient>(tables);
                builder.Services.AddSingleton<IMailSender>(mails);
            },
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        return await new AlertsBenchmark(app, tables, requests, mails).MeasureAsync(subscribers, backlog, cancellation);
    }

    private async Task<int> MeasureAsync(int most, int backlog, CancellationToken cancellation)
    {
        app.ServiceBus.Arrived += (_, _) => Interlocked.Increment(ref messages);
        // The first round compiles.
        await FanOutAsync(1_000, cancellation);
        var results = new List<FanOutResult>();
        for (var count = 1_000; count <= most; count *= 10) results.Add(await FanOutAsync(count, cancellation));
        var overtaking = await OvertakeAsync(Math.Min(1_000, most), backlog, cancellation);

        Report.Write("alerts", new AlertsResult(results, overtaking, mails.Doubled), [
            .. results.SelectMany(result => new[]
            {
                ($"{result.Subscribers:N0} subscribers", $"{result.Seconds:F1} s, {result.PerSecond:N0} deliveries/s"),
                ("… beside as many plain sends", $"{result.Bare:F1} s, {result.Ratio:F2} ×"),
                ("… a delivery", $"{result.Messages:F2} messages, {result.Transactions:F2} storage transactions"),
                ("… peak memory", $"{result.MemoryMiB} MiB"),
            }),
            ($"Red, {overtaking.Subscribers:N0} subscribers, behind {overtaking.Backlog:N0} letters of digests", $"{overtaking.HandedOver:F0}"),
            ("… of them still waiting at its last", $"{overtaking.Left:N0}"),
            ("Doubled", $"{mails.Doubled}"),
        ]);
        AnsiConsole.MarkupLineInterpolated(
            $"Aims: at most {MostRatio} × the plain sends; a Red warning within {MostDelay.TotalSeconds} s at p99; none twice.");
        return mails.Doubled == 0 && results.All(result => result.Ratio <= MostRatio)
            && overtaking.HandedOver.P99 <= MostDelay.TotalMilliseconds ? 0 : 1;
    }

    private async Task<FanOutResult> FanOutAsync(int count, CancellationToken cancellation)
    {
        tables.Serve(Subscribers(count));
        var bulletin = Bulletin(WarningLevel.Orange);
        var letter = app.Services.GetRequiredService<SubscriptionLetters>().About(bulletin, Subscriber(0))!;
        var size = JsonMessage.Of(letter.Id, letter).Body.ToMemory().Length;
        var bare = await plain.RunAsync(count, size, cancellation);
        var (sent, stored) = (Interlocked.Read(ref messages), requests.Count);
        var seconds = await PublishAsync(bulletin, count, cancellation);
        await app.Work.WhenIdleAsync(cancellation);
        return new FanOutResult(
            count, Math.Round(seconds, 2), Math.Round(count / seconds), Math.Round(bare, 2), Math.Round(seconds / bare, 2),
            Math.Round((Interlocked.Read(ref messages) - sent) / (double)count, 3), Math.Round((requests.Count - stored) / (double)count, 3),
            Memory.Peak(Environment.ProcessId) / Report.MiB);
    }

    /// <summary>Seconds from the publication to the last hand-over.</summary>
    private async Task<double> PublishAsync(WarningBulletin bulletin, int count, CancellationToken cancellation)
    {
        var last = mails.Await(bulletin.Id, count);
        var began = Stopwatch.GetTimestamp();
        await app.Services.GetRequiredService<BulletinTopic>().PublishAsync(bulletin.Id, "warning", bulletin, cancellation);
        return Stopwatch.GetElapsedTime(began, await last.WaitAsync(cancellation)).TotalSeconds;
    }

    private async Task<OvertakingResult> OvertakeAsync(int count, int backlog, CancellationToken cancellation)
    {
        var letters = app.Services.GetRequiredService<LetterSender>();
        foreach (var part in Enumerable.Range(0, backlog).Chunk(1_000))
            await letters.SendBatchesAsync([new("digest.Daily.2026-03-02", part.Select(Digest))], LetterClass.Digest, cancellation);
        tables.Serve(Subscribers(count));
        var bulletin = Bulletin(WarningLevel.Red);
        var began = Stopwatch.GetTimestamp();
        await PublishAsync(bulletin, count, cancellation);
        var times = mails.Moments.Select(moment => Stopwatch.GetElapsedTime(began, moment));
        return new OvertakingResult(count, backlog, Percentiles.Of(times), backlog - mails.Others);
    }

    private Letter Digest(int number) => new(
        $"digest.Daily.2026-03-02.{Ids.From("alerts", $"{number}")}.1", "subscriber-digest", null, Address(number), Language.Chinese,
        new Dictionary<string, string> { ["day"] = "2026-03-02", ["news"] = "检验检测\n- 科技研发资金年度申请指南将于七日后截止\n  https://example.org/programmes/special-fund-rd" })
    {
        SentOn = new DateOnly(2026, 3, 2),
        Exit = app.Services.GetRequiredService<SubscriptionLinks>().Exit(Ids.From("alerts", $"{number}"), 1, DateTimeOffset.UtcNow),
    };

    private static OrderedList Subscribers(int count) => new(
        count, number => SubscriptionIndex.OfSector.Line(Sector, Ids.From("alerts", $"{number}"), Subscriber(number)));

    private static SubscriberLine Subscriber(int number) => new(
        Ids.From("alerts", $"{number}"), 1, Address(number), number % 4 == 0 ? Language.English : Language.Chinese,
        WarningLevel.Blue, AlertFrequency.Never, Exercises: false);

    private static string Address(int number) => $"subscriber-{number}@example.org";

    private static WarningBulletin Bulletin(WarningLevel level)
    {
        var (id, now) = (Ids.New(), DateTimeOffset.UtcNow);
        return new WarningBulletin(
            $"warning.{id}.1", id, 1, MessageType.Alert, level, Sector, "440305",
            new LocalizedText("断供风险", "Supply risk"), new LocalizedText("光电检测设备交付延期", "Deliveries of optical testing equipment delayed"),
            WarningTexts.Scheme, now, now.AddDays(7), new Uri("https://example.org/cap"))
        {
            Highest = level,
        };
    }
}
