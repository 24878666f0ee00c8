using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Tables;

/// <summary>The statistics of one indicator as anyone reads them.</summary>
public sealed record StatisticsView(string Period, string Indicator, IReadOnlyList<PublishedNumber> Numbers);

/// <summary>What the page of the statistics shows.</summary>
public sealed record StatisticsShown(Period Period, IReadOnlyList<Period> Periods, Indicator Indicator, PublishedTable Table)
{
    /// <summary>The published totals by sector as bars; null where there is nothing to draw.</summary>
    public ChartData? Chart => Bars is { Count: > 0 } bars && bars.All(bar => bar.Values[0] >= 0)
        ? new ChartData(
            StatisticsTexts.TitleOf(Period, Indicator), StatisticsTexts.Sector,
            [new ChartPart(StatisticsTexts.LabelOf(Indicator), ChartData.Shades[2])], bars) : null;

    private IReadOnlyList<ChartBar> Bars =>
    [
        .. from sector in Sectors.All
           let total = Table.Find(sector.Code, null)?.Value
           where total is not null
           select new ChartBar(sector.Name, [(long)decimal.Round(total.Value)]),
    ];
}

/// <summary>Published statistics: no number of fewer than three organisations, and none that would give one away.</summary>
public sealed class StatisticsHttp(StatisticsDesk desk, SitePages pages)
{
    /// <summary>GET /api/statistics?period=&amp;indicator=. 200 with totals, null for what is withheld · 400 invalid-field.</summary>
    [Function("Statistics_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads an indicator by sector and district, with totals", Response = typeof(StatisticsView),
        Query = ["period", "indicator"], Problems = ["invalid-field"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (period, indicator) = (desk.Asked(request), StatisticsDesk.IndicatorOf(request));
        var table = PublishedTable.Of(indicator, await desk.ReadAsync(period, cancellation));
        return Answer.Ok(new StatisticsView($"{period}", table.Indicator, table.Numbers));
    }

    /// <summary>GET /api/statistics/export?period=&amp;format=xlsx|csv. 200 every indicator · 400 invalid-field.</summary>
    [Function("Statistics_Export")]
    [Access(Audience.Anyone)]
    [Operation("Exports all indicators of a period as XLSX or CSV", ResponseMedia = "application/octet-stream",
        Query = ["period", "format"], Problems = ["invalid-field"])]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/export")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (period, format, language) = (desk.Asked(request), SheetFormat.Of(request.Query["format"]), PageLanguage.Of(request));
        var reported = await desk.ReadAsync(period, cancellation);
        var rows = from indicator in Indicators.All
                   from number in PublishedTable.Of(indicator, reported).Numbers
                   select (IReadOnlyList<object>)
                   [
                       $"{period}", StatisticsTexts.LabelOf(indicator).In(language), StatisticsTexts.SectorOf(number.Sector).In(language),
                       StatisticsTexts.DistrictOrAll(number.District).In(language),
                       number.Value is { } value ? value : StatisticsTexts.Withheld.In(language),
                   ];
        IReadOnlyList<object> headings =
        [
            .. new[]
            {
                StatisticsTexts.Period, StatisticsTexts.Indicator, StatisticsTexts.Sector, StatisticsTexts.District, StatisticsTexts.Value,
            }.Select(heading => heading.In(language)),
        ];
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"statistics-{period}.{format.Extension}\"";
        return new Representation(WriteSheet.Write(rows.Prepend(headings), format, $"{period}"), format.Media);
    }

    /// <summary>GET /statistics?period=&amp;indicator=. 200 · 400 invalid-field.</summary>
    [Function("Statistics_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows an indicator by sector and district", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "statistics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (period, indicator) = (desk.Asked(request), StatisticsDesk.IndicatorOf(request));
        var table = PublishedTable.Of(indicator, await desk.ReadAsync(period, cancellation));
        return pages.Show<StatisticsPage, StatisticsShown>(request, new StatisticsShown(period, desk.Published, indicator, table));
    }
}
