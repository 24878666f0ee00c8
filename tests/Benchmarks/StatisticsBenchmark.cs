using System.Diagnostics;
using System.Text;
using CsvHelper;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Reports;
using LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Benchmarks;

/// <summary>Rows of report files read and checked, beside a bare reading of the same bytes.</summary>
/// <param name="Intake">Rows a second, the median of the rounds.</param>
/// <param name="Bare">Likewise, of CsvHelper alone.</param>
/// <param name="Ratio">Time beside the bare reading's, the median of the rounds.</param>
public sealed record IntakeResult(int Rows, int Files, double Intake, double Bare, double Ratio);

/// <summary>What a correction of one figure costs, by how many organisations reported the month.</summary>
/// <param name="Transactions">Of storage.</param>
public sealed record CorrectionResult(int Reports, double Transactions, Percentiles Time);

public sealed record StatisticsResult(IntakeResult Intake, IReadOnlyList<CorrectionResult> Corrections);

/// <summary>How fast reports are taken, and whether statistics follow a correction in time proportional to the change.</summary>
internal static class StatisticsBenchmark
{
    private const int Rounds = 5;
    private const int Corrections = 50;
    private const double MostRatio = 2;
    private const string Header = "organisation,period,indicator,sector,district,unit,value,explanation";

    private static readonly Period Month = Period.Find("2026-01")!.Value;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, BeijingTime.Offset);

    /// <returns>0 where the intake takes at most twice as long as the bare reading, and all corrections cost the same.</returns>
    public static async Task<int> RunAsync(int rows, int reports, CancellationToken cancellation)
    {
        var intake = Intake(rows);
        var corrections = await CorrectAsync(reports, cancellation);
        Report.Write(
            "statistics", new StatisticsResult(intake, corrections),
            [
                ("Rows, files", $"{intake.Rows:N0}, {intake.Files:N0}"), ("Rows per second, checked", $"{intake.Intake:N0}"),
                ("Rows per second, CsvHelper alone", $"{intake.Bare:N0}"), ("Time beside it", $"{intake.Ratio:F2} ×"),
                .. corrections.Select(each => (
                    $"A correction among {each.Reports:N0} reports", $"{each.Transactions:F1} transactions, {each.Time:F1}")),
            ]);
        AnsiConsole.MarkupLineInterpolated(
            $"Aim: at most {MostRatio} × the bare reading; the same transactions whatever the number of reports.");
        return intake.Ratio <= MostRatio && corrections.All(each => each.Transactions <= corrections[0].Transactions + 0.5) ? 0 : 1;
    }

    /// <summary>Files as long as a report can be; the two readings in turns, so that what the machine does falls on both.</summary>
    private static IntakeResult Intake(int rows)
    {
        var organisation = CodeOf(0);
        var content = File(organisation);
        var (ofFile, scope) = (content.Count, new ReportScope(organisation, Month, BeijingTime.Day(Now)));
        var (files, bytes) = (Math.Max(1, rows / ofFile), Encoding.UTF8.GetBytes(string.Join("\r\n", content.Prepend(Header))));
        var (intake, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (alone, complete) = (
                Seconds(files, () => ReadBare(bytes, ofFile)), Seconds(files, () => ReadReports(bytes, scope, ofFile)));
            // The first round compiles.
            if (round == 0) continue;
            bare.Add(alone);
            intake.Add(complete);
        }

        var total = files * ofFile;
        return new IntakeResult(
            total, files, Math.Round(total / Median(intake)), Math.Round(total / Median(bare)),
            Math.Round(Median([.. intake.Zip(bare, (one, other) => one / other)]), 2));
    }

    private static double Seconds(int times, Action act)
    {
        var began = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++) act();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void ReadReports(byte[] bytes, ReportScope scope, int rows)
    {
        var reading = ReadReport.Run(new MemoryStream(bytes), scope, CheckReport.MostRows, []);
        if (reading.FaultCount > 0 || reading.Lines.Sum(line => line.Figures.Count) != rows)
        {
            throw new InvalidOperationException($"The file has {reading.FaultCount} faults.");
        }
    }

    private static void ReadBare(byte[] bytes, int rows)
    {
        using var csv = CsvReader.Create(new MemoryStream(bytes), CsvReaderOptions.Default with { HasHeader = false }, leaveOpen: false);
        csv.Read();
        var (read, length) = (0, 0);
        for (; csv.Read(); read++)
        {
            for (var column = 0; column < csv.FieldCount; column++) length += csv.GetString(column).Length;
        }

        if (read != rows || length == 0) throw new InvalidOperationException($"{read} rows were read.");
    }

    /// <summary>A row for each indicator, sector and district.</summary>
    private static List<string> File(CreditCode organisation) =>
    [
        .. from sector in Sectors.All
           from district in Districts.All
           from indicator in Indicators.All
           let place = $"{organisation.Value},{Month},{indicator.Code},{sector.Code},{district.Code}"
           let value = indicator.Decimals > 0 ? $"{district.Code.Length * 20}.5" : $"{sector.Code.Length * 7}"
           select $"{place},{indicator.Unit.Chinese},{value},",
    ];

    private static async Task<IReadOnlyList<CorrectionResult>> CorrectAsync(int most, CancellationToken cancellation)
    {
        var data = FreshData.For("statistics");
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
        {
            Azurite = data.Azurite, Quiet = true, VirtualStart = Now,
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        var (store, results, filled) = (app.Services.GetRequiredService<AggregateStore>(), new List<CorrectionResult>(), 0);
        for (var count = 10; count <= most; count *= 10)
        {
            for (; filled < count; filled++) await ReportAsync(store, filled, 100, cancellation);
            await app.Clock!.SettleAsync(cancellation);
            results.Add(await CorrectAsync(app, store, count, cancellation));
        }

        return results;
    }

    private static async Task<CorrectionResult> CorrectAsync(
        LocalHostApp app, AggregateStore store, int count, CancellationToken cancellation)
    {
        var (times, before) = (new List<TimeSpan>(), app.StorageTransactions.ByService.Values.Sum());
        for (var number = 0; number < Corrections; number++)
        {
            var began = Stopwatch.GetTimestamp();
            await ReportAsync(store, number % count, 200 + count + number, cancellation);
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        // With what follows a commit behind its caller's back.
        await app.Clock!.SettleAsync(cancellation);
        var transactions = (app.StorageTransactions.ByService.Values.Sum() - before) / (double)Corrections;
        return new CorrectionResult(count, Math.Round(transactions, 1), Percentiles.Of(times));
    }

    private static Task ReportAsync(AggregateStore store, int number, decimal orders, CancellationToken cancellation)
    {
        var command = new ReportCommand(CodeOf(number), null, Month, "reporter");
        var lines = new[] { new ReportLine("testing", "440305", [new Figure("orders", orders)]) };
        return store.PutAsync(
            ReportAggregate.Kind, ReportAggregate.IdOf(command.Organisation, Month),
            current => SubmitReport.Decide(current, command, lines, Now), cancellation);
    }

    private static CreditCode CodeOf(int number) => CreditCode.Parse(LocalHost.Demo.CallUnits.Code(number + 1));

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
