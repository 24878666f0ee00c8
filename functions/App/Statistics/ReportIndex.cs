using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics;

/// <summary>A report in a list.</summary>
/// <param name="Name">Of the organisation; null where the register had no entry.</param>
/// <param name="Version">Number of the version that is shown.</param>
/// <param name="Lines">Sectors and districts that it has figures of.</param>
public sealed record ReportItem(
    string Organisation, string? Name, string Period, ReportStatus Status, int Version, int Lines, DateTimeOffset At);

/// <summary>Lists of reports: an organisation's own, and the accepted ones of a period.</summary>
public static class ReportIndex
{
    /// <summary>Of an organisation, the latest period first.</summary>
    public static readonly ListIndex<ReportItem> OfOrganisation = new("reports-of-organisation");

    /// <summary>Of a period, by credit code.</summary>
    public static readonly ListIndex<ReportItem> AcceptedOfPeriod = new("reports-accepted-of-period");

    internal static IEnumerable<Line> Lines(ReportState state)
    {
        var report = state.Report;
        yield return OfOrganisation.Line(
            report.Organisation.Value, LineOrder.NewestFirst(PeriodStart(report), report.Period), Item(report, state.Versions[^1]));
        if (state.Accepted is not { } accepted) yield break;
        yield return AcceptedOfPeriod.Line(report.Period, report.Organisation.Value, Item(report, accepted));
    }

    private static DateTimeOffset PeriodStart(Report report) =>
        new(Period.Find(report.Period)!.Value.First, TimeOnly.MinValue, TimeSpan.Zero);

    private static ReportItem Item(Report report, ReportVersion version) => new(
        report.Organisation.Value, report.Name, report.Period, version.Status, version.Number, version.Lines.Count, version.At);
}
