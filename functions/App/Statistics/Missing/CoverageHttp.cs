using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Missing;

/// <summary>How complete the reports of a month are, as officers read it.</summary>
/// <param name="Planned">When its statistics are released.</param>
/// <param name="Reported">Organisations with an accepted report.</param>
public sealed record CoverageView(string Period, DateTimeOffset Planned, int Reported, IReadOnlyList<MissingReport> Missing);

/// <param name="Periods">That readers choose from, the latest first.</param>
public sealed record CoverageShown(CoverageView Coverage, IReadOnlyList<Period> Periods);

/// <summary>Whose reports are missing: names and periods alone, no figure.</summary>
public sealed class CoverageHttp(ReportDesk desk, MissingReports reports, ReleaseCalendar calendar, SitePages pages)
{
    /// <summary>GET /api/statistics/coverage?period=. 200 · 400 invalid-field.</summary>
    [Function("Reports_Coverage")]
    [Access(Role.DepartmentOfficer, Role.Auditor)]
    [Operation("Lists the organisations whose report of a period is missing", Response = typeof(CoverageView), Query = ["period"],
        Problems = ["invalid-field"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/coverage")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await ReadAsync(desk.Asked(request), cancellation));

    /// <summary>GET /statistics/coverage?period=. 200 · 400 invalid-field.</summary>
    [Function("Reports_CoveragePage")]
    [Access(Role.DepartmentOfficer, Role.Auditor)]
    [Operation("Shows the organisations whose report of a period is missing", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "statistics/coverage")] HttpRequest request,
        CancellationToken cancellation)
    {
        var period = desk.Asked(request);
        return pages.Show<CoveragePage, CoverageShown>(request, new CoverageShown(
            await ReadAsync(period, cancellation), [.. desk.Latest.Back(SubmitReport.OpenMonths).Append(period).Distinct()]));
    }

    private async Task<CoverageView> ReadAsync(Period month, CancellationToken cancellation)
    {
        var reporting = await reports.ReadAsync(month, cancellation);
        return new CoverageView(
            $"{month}", calendar.Planned(new ReleasePeriod(ReleaseSpan.Month, month)), reporting.Reported, reporting.Missing);
    }
}
