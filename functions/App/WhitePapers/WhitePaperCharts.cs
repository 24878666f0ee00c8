using FunctionsApp.City;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;

namespace FunctionsApp.WhitePapers;

/// <summary>The bars of a paper.</summary>
public static class WhitePaperCharts
{
    /// <summary>The public numbers by sector; null where there is nothing to draw.</summary>
    public static ChartData? Of(string period, Indicator indicator, PaperIndicator numbers)
    {
        IReadOnlyList<ChartBar> bars =
        [
            .. from number in numbers.Numbers
               where number is { Sector: not null, Value: not null }
               select new ChartBar(Sectors.NameOf(number.Sector!), [(long)decimal.Round(number.Value!.Value)]),
        ];
        return bars.Count > 0 && bars.All(bar => bar.Values[0] >= 0) && ReleasePeriod.Find(period) is { } found
            ? new ChartData(
                StatisticsTexts.TitleOf(found, indicator), StatisticsTexts.Sector,
                [new ChartPart(StatisticsTexts.LabelOf(indicator), ChartData.Shades[2])], bars) : null;
    }
}
