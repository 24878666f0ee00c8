using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.Statistics.Missing;

/// <summary>Words about missing reports.</summary>
public static class CoverageTexts
{
    public static readonly LocalizedText Title = new("统计报表填报情况", "Reporting of statistics");
    public static readonly LocalizedText Intro = new(
        "前三个月内填报过、但本期尚未填报的机构。发布前将提醒填报人一次。",
        "Organisations that reported one of the three months before, but not this one. Their reporters are reminded once before the "
            + "release.");

    public static readonly LocalizedText None = new("没有缺报的机构。", "No report is missing.");
    public static readonly LocalizedText Last = new("最近填报", "Last reported");

    public static LocalizedText About(CoverageView coverage)
    {
        var planned = PageTexts.Time(coverage.Planned);
        return new(
            $"{coverage.Reported} 家已填报，{coverage.Missing.Count} 家未填报。统计数据发布时间：{planned.Chinese}。",
            $"{coverage.Reported} reported, {coverage.Missing.Count} missing. The statistics are released on {planned.English}.");
    }
}
