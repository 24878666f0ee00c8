using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Reports;

/// <summary>A report in a list.</summary>
/// <param name="Name">Of the organisation; null where the register had no entry.</param>
/// <param name="Version">Number of the version that is shown.</param>
/// <param name="Lines">Sectors and districts that it has figures of.</param>
public sealed record ReportItem(
    string Organisation, string? Name, string Period, ReportStatus Status, int Version, int Lines, DateTimeOffset At);

/// <summary>What one organisation's accepted report has of one sector.</summary>
public sealed record ReportedFigures(string Organisation, IReadOnlyList<ReportLine> Lines);

/// <summary>A file that waits for its check.</summary>
/// <param name="Since">When it was received.</param>
public sealed record ReportToCheck(string Organisation, string Period, int Version, DateTimeOffset Since);

/// <summary>Lists of reports: what the sweep reads, an organisation's own, and the accepted ones of a period.</summary>
public static class ReportIndex
{
    /// <summary>Of an organisation, the latest period first.</summary>
    public static readonly ListIndex<ReportItem> OfOrganisation = new("reports-of-organisation");

    /// <summary>Of a period, by credit code.</summary>
    public static readonly ListIndex<ReportItem> AcceptedOfPeriod = new("reports-accepted-of-period");

    /// <summary>What a period's accepted reports have, a line for each organisation and sector: statistics are made of them.</summary>
    public static readonly ListIndex<ReportedFigures> FiguresOfPeriod = new("reports-figures-of-period");

    public static readonly ListIndex<ReportToCheck> ToCheck = new("reports-to-check");

    /// <summary>Owner of the list.</summary>
    public const string App = "app";

    internal static IEnumerable<Line> Lines(ReportState state)
    {
        var report = state.Report;
        yield return OfOrganisation.Line(
            report.Organisation.Value, LineOrder.NewestFirst(PeriodStart(report), report.Period), Item(report, state.Latest));
        foreach (var version in state.Versions.Where(version => version.Status == ReportStatus.Received))
        {
            yield return ToCheck.Line(
                App, $"{report.Organisation.Value}-{report.Period}-{version.Number:D4}",
                new ReportToCheck(report.Organisation.Value, report.Period, version.Number, version.At));
        }

        if (state.Accepted is not { } accepted) yield break;
        yield return AcceptedOfPeriod.Line(report.Period, report.Organisation.Value, Item(report, accepted));
        foreach (var ofSector in accepted.Lines.GroupBy(line => line.Sector))
        {
            yield return FiguresOfPeriod.Line(
                report.Period, $"{report.Organisation.Value}-{ofSector.Key}",
                new ReportedFigures(report.Organisation.Value, [.. ofSector.Select(WithoutExplanations)]));
        }
    }

    private static ReportLine WithoutExplanations(ReportLine line) =>
        line with { Figures = [.. line.Figures.Select(figure => figure with { Explanation = null })] };

    private static DateTimeOffset PeriodStart(Report report) =>
        new(Period.Find(report.Period)!.Value.First, TimeOnly.MinValue, TimeSpan.Zero);

    private static ReportItem Item(Report report, ReportVersion version) => new(
        report.Organisation.Value, report.Name, report.Period, version.Status, version.Number, version.Lines.Count, version.At);
}
