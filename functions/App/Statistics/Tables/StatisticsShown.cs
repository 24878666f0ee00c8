using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Statistics.Releases;

namespace FunctionsApp.Statistics.Tables;

/// <summary>What the page of the statistics shows.</summary>
/// <param name="Release">Null while nothing is released.</param>
public sealed record StatisticsShown(
    ReleaseItem? Release, IReadOnlyList<ReleaseItem> Released, Indicator Indicator, PublishedTable Table)
{
    /// <summary>The number of the release's last revision.</summary>
    public int Latest { get; init; }

    /// <summary>Where another revision of the release is shown.</summary>
    public string PageOf(int revision) => PageAddress.Of(
        "/statistics", ("period", Release!.Period), ("indicator", Indicator.Code), ("revision", $"{revision}"));

    /// <summary>Null while nothing is released.</summary>
    public ReleasePeriod? Period => ReleasePeriod.Find(Release?.Period);

    /// <summary>Where all indicators of the release are exported.</summary>
    /// <param name="format">xlsx or csv.</param>
    public string ExportOf(string format) => PageAddress.Of(
        "/api/statistics/export", ("period", Release!.Period), ("revision", $"{Release.Revision}"), ("format", format));

    /// <summary>The published totals by sector as bars; null where there is nothing to draw.</summary>
    public ChartData? Chart => Period is { } period ? ChartOf(period, Indicator, Table) : null;

    /// <inheritdoc cref="Chart"/>
    public static ChartData? ChartOf(ReleasePeriod period, Indicator indicator, PublishedTable table)
    {
        IReadOnlyList<ChartBar> bars =
        [
            .. from sector in Sectors.All
               let total = table.Find(sector.Code, null)?.Value
               where total is not null
               select new ChartBar(sector.Name, [(long)decimal.Round(total.Value)]),
        ];
        return bars.Count > 0 && bars.All(bar => bar.Values[0] >= 0)
            ? new ChartData(
                StatisticsTexts.TitleOf(period, indicator), StatisticsTexts.Sector,
                [new ChartPart(StatisticsTexts.LabelOf(indicator), ChartData.Shades[2])], bars) : null;
    }
}
