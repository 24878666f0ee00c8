using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Statistics.Reports;

/// <summary>One line of a report as a page's form sends it.</summary>
/// <param name="Version">Number of the version that the form was shown with; 0 for none.</param>
/// <param name="Replaces">The line that was opened, see <see cref="EnterLine.PlaceOf"/>; null for a new one.</param>
public sealed record LineForm(
    [property: SectorCode] string Sector, [property: DistrictCode] string District,
    [property: Items(1, 20)] IReadOnlyList<FigureBody> Figures, int Version, string? Replaces = null);

/// <summary>Puts one line into a report; the others stay as they are.</summary>
public static class EnterLine
{
    public static string PlaceOf(ReportLine line) => $"{line.Sector}/{line.District}";

    /// <summary>All lines of the next version.</summary>
    /// <param name="current">Null while there is no report.</param>
    /// <param name="entered">As <see cref="SubmitReport.Check"/> gives it.</param>
    /// <exception cref="ProblemException">report-changed; invalid-field: another line has its place.</exception>
    public static IReadOnlyList<ReportLine> Into(ReportState? current, ReportLine entered, LineForm form)
    {
        RequireCurrent(current, form.Version);
        var others = (current?.Lines ?? []).Where(line => PlaceOf(line) != form.Replaces).ToList();
        return others.Any(line => PlaceOf(line) == PlaceOf(entered))
            ? throw PlatformProblems.InvalidField.With([MemberFault.Of("district", "twice", SubmitReport.Twice)])
            : SubmitReport.Ordered([.. others, entered]);
    }

    /// <summary>All lines of the next version without one.</summary>
    /// <exception cref="ProblemException">report-changed; invalid-field: it is the only line.</exception>
    public static IReadOnlyList<ReportLine> Without(ReportState? current, string place, int version)
    {
        RequireCurrent(current, version);
        var others = (current?.Lines ?? []).Where(line => PlaceOf(line) != place).ToList();
        return others.Count > 0 ? others : throw PlatformProblems.InvalidField.With(
            "报表至少有一行；没有发生额的请填 0", "A report has at least one line; enter 0 where there was nothing");
    }

    private static void RequireCurrent(ReportState? current, int version)
    {
        if ((current?.Report.Accepted ?? 0) != version) throw StatisticsProblems.ReportChanged.With();
    }
}
