using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Missing;

/// <summary>An organisation that reported lately, but not the month.</summary>
/// <param name="Name">Null where the register had no entry.</param>
/// <param name="Last">The last month that it reported.</param>
public sealed record MissingReport(string Organisation, string? Name, string Last);

/// <summary>How complete the reports of a month are.</summary>
/// <param name="Reported">Organisations with an accepted report.</param>
/// <param name="Missing">By credit code.</param>
public sealed record Reporting(Period Month, int Reported, IReadOnlyList<MissingReport> Missing);

/// <summary>Which reports of a month are missing: those of the organisations that reported one of the three months before.</summary>
public sealed class MissingReports(Lists lists)
{
    private const int MonthsBefore = 3;

    public async Task<Reporting> ReadAsync(Period month, CancellationToken cancellation)
    {
        var reported = await OfAsync(month, cancellation);
        return new Reporting(month, reported.Count, Decide(reported, await BeforeAsync(month, cancellation)));
    }

    /// <summary>The accepted reports of the three months before, the latest month first.</summary>
    public async Task<IReadOnlyList<ReportItem>> BeforeAsync(Period month, CancellationToken cancellation)
    {
        var before = new List<ReportItem>();
        foreach (var earlier in month.Before.Back(MonthsBefore)) before.AddRange(await OfAsync(earlier, cancellation));
        return before;
    }

    /// <param name="before">The latest months first.</param>
    public static IReadOnlyList<MissingReport> Decide(IReadOnlyList<ReportItem> reported, IReadOnlyList<ReportItem> before) =>
    [
        .. before.DistinctBy(report => report.Organisation)
            .ExceptBy(reported.Select(report => report.Organisation), report => report.Organisation)
            .OrderBy(report => report.Organisation, StringComparer.Ordinal)
            .Select(report => new MissingReport(report.Organisation, report.Name, report.Period)),
    ];

    private async Task<IReadOnlyList<ReportItem>> OfAsync(Period month, CancellationToken cancellation)
    {
        var reports = new List<ReportItem>();
        await foreach (var item in lists.ReadAllAsync(ReportIndex.AcceptedOfPeriod, $"{month}", cancellation)) reports.Add(item);
        return reports;
    }
}
