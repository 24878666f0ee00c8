using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Statistics.Releases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Tables;

/// <summary>The statistics of one indicator as anyone reads them.</summary>
/// <param name="Planned">The moment of the calendar.</param>
/// <param name="Released">When they were first released.</param>
/// <param name="Revision">0 as first released.</param>
/// <param name="Latest">The number of the last revision; 0 where there was none.</param>
/// <param name="Revised">When this revision was released.</param>
public sealed record StatisticsView(
    string Period, string Indicator, DateTimeOffset Planned, DateTimeOffset Released, int Revision, int Latest, DateTimeOffset Revised,
    Coverage Coverage, IReadOnlyList<PublishedNumber> Numbers);

/// <summary>Released statistics: no number of fewer than three organisations, and none that would give one away.</summary>
public sealed class StatisticsHttp(StatisticsDesk desk, SitePages pages)
{
    /// <summary>GET /api/statistics?period=&amp;indicator=&amp;revision=. 200 · 400 invalid-field · 404.</summary>
    [Function("Statistics_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads an indicator by sector and district, with totals and what revisions changed", Response = typeof(StatisticsView),
        Query = ["period", "indicator", "revision"], Problems = ["invalid-field", "statistics-not-released"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (latest, indicator) = (await AskedAsync(request, cancellation), StatisticsDesk.IndicatorOf(request));
        var release = await desk.RevisionAsync(request, latest, cancellation);
        var table = await desk.TableAsync(release, indicator, cancellation);
        return Answer.Ok(new StatisticsView(
            release.Period, table.Indicator, release.Planned, release.Released, release.Revision, latest.Revision, release.At,
            release.Coverage, table.Numbers));
    }

    /// <summary>GET /api/statistics/export?period=&amp;format=xlsx|csv&amp;revision=. 200 all indicators · 400 invalid-field · 404.
    /// </summary>
    [Function("Statistics_Export")]
    [Access(Audience.Anyone)]
    [Operation("Exports all indicators of a period as XLSX or CSV", ResponseMedia = "application/octet-stream",
        Query = ["period", "format", "revision"], Problems = ["invalid-field", "statistics-not-released"])]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/export")] HttpRequest request,
        CancellationToken cancellation)
    {
        var release = await desk.RevisionAsync(request, await AskedAsync(request, cancellation), cancellation);
        var (format, language) = (SheetFormat.Of(request.Query["format"]), PageLanguage.Of(request));
        var rows = StatisticsSheet.Rows(release, await desk.TablesAsync(release, cancellation), language);
        request.HttpContext.Response.Headers.ContentDisposition =
            $"attachment; filename=\"statistics-{release.Period}-r{release.Revision}.{format.Extension}\"";
        return new Representation(WriteSheet.Write(rows, format, release.Period), format.Media);
    }

    /// <summary>GET /statistics?period=&amp;indicator=&amp;revision=. 200 · 400 invalid-field.</summary>
    [Function("Statistics_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows an indicator by sector and district", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (released, indicator) = (await desk.ReleasedAsync(cancellation), StatisticsDesk.IndicatorOf(request));
        var latest = StatisticsDesk.Asked(request, released);
        var release = latest is null ? null : await desk.RevisionAsync(request, latest, cancellation);
        var table = release is null ? new PublishedTable(indicator.Code, []) : await desk.TableAsync(release, indicator, cancellation);
        return pages.Show<StatisticsPage, StatisticsShown>(request, new StatisticsShown(release, released, indicator, table)
        {
            Latest = latest?.Revision ?? 0,
        });
    }

    private async Task<ReleaseItem> AskedAsync(HttpRequest request, CancellationToken cancellation) =>
        StatisticsDesk.Asked(request, await desk.ReleasedAsync(cancellation)) ?? throw StatisticsProblems.NotReleased.With();
}
