using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

internal static class RuleSample
{
    public static readonly Period September = Period.Find("2026-09")!.Value;

    public static readonly Scope It = new("it", null);

    /// <summary>Yellow at -20, Orange at -40, back by 5; three organisations, all of those before.</summary>
    public static readonly IndicatorRule Falling = new(
        "falling", 1, new("下降", "Falling"), new Watched("orders", Comparison.ChangeOnMonth, Direction.Fall),
        [new Threshold(WarningLevel.Yellow, -20), new Threshold(WarningLevel.Orange, -40)], 5, new MinimumSample(3, 60), 45,
        new Wording(
            new("订单下降", "Orders fall"), new("{sector}订单环比下降 {value}%", "{sector}: orders fall by {value}%"),
            new("{period}，{area}，{organisations} 家", "{period}, {area}, {organisations} organisations")));

    public static IndicatorRule With(
        Comparison comparison, decimal? each = null, int? window = null, Direction direction = Direction.Fall) =>
        Falling with { Watched = new Watched("orders", comparison, direction, EachPercent: each, Window: window) };

    /// <summary>Orders of each organisation by month, the newest month first; null where it did not report.</summary>
    public static FiguresByPeriod Figures(params decimal?[][] months) => Figures("it", "440305", months);

    public static FiguresByPeriod Figures(string sector, string district, params decimal?[][] months) => new(
        September.Back(months.Length).Zip(months, (period, figures) => (period, (IReadOnlyList<ReportedFigures>)
        [
            .. from figure in figures.Index()
               where figure.Item.HasValue
               select new ReportedFigures(
                   $"organisation-{figure.Index}", [new ReportLine(sector, district, [new Figure("orders", figure.Item!.Value)])]),
        ])));

    public static Reading Reading(decimal? value, string period = "2026-09") =>
        new(period, value, 6, value is null ? NoValue.TooSmallShare : null);

    public static Reading Read(IndicatorRule rule, params decimal?[][] months) =>
        TakeReading.Of(rule, It, September, Figures(months));
}
