using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Statistics.Reports;

/// <summary>The reports, one for each organisation and period: own row the report, rows <c>version|…</c>.</summary>
public static class ReportAggregate
{
    private static readonly Part<Report> Head = Part.Own<Report>();
    private static readonly Part<IReadOnlyList<ReportVersion>> Versions = Part.Many<ReportVersion>(
        "version", version => $"{version.Number:D4}");

    public static readonly Aggregate<ReportState> Kind = new(Topology.ReportsTable, new Part<ReportState>
    {
        Kinds = [.. Head.Kinds, .. Versions.Kinds],
        Read = rows => new ReportState(Head.Read(rows), Versions.Read(rows)),
        Write = state => [.. Head.Write(state.Report), .. Versions.Write(state.Versions)],
        Lines = ReportIndex.Lines,
    });

    public static string IdOf(CreditCode organisation, Period period) => IdOf(organisation.Value, $"{period}");

    internal static string IdOf(string organisation, string period) => $"report-{organisation}-{period}";

    internal static string IdOf(Report report) => IdOf(report.Organisation.Value, report.Period);
}
