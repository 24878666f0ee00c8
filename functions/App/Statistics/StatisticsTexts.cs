using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.Statistics;

/// <summary>Words of the pages of reports.</summary>
public static class StatisticsTexts
{
    public static readonly LocalizedText Reports = new("统计报表", "Statistical reports");
    public static readonly LocalizedText ReportsIntro = new(
        "每月结束后填报本机构的统计数据。数据只能由本机构更正，管理部门不能修改。",
        "Report your organisation's figures once a month is over. Only your organisation corrects them; no officer can.");

    public static readonly LocalizedText Period = new("统计期", "Period");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Version = new("版本", "Version");
    public static readonly LocalizedText Sent = new("填报时间", "Sent");
    public static readonly LocalizedText Missing = new("未填报", "Not reported");
    public static readonly LocalizedText Saved = new("已保存。", "Saved.");
    public static readonly LocalizedText Nothing = new("尚未填报。", "Nothing is reported yet.");
    public static readonly LocalizedText AddLine = new("填报一个领域和区", "Report a sector and district");
    public static readonly LocalizedText Change = new("更正", "Correct");
    public static readonly LocalizedText Figures = new("数据", "Figures");
    public static readonly LocalizedText Versions = new("历次填报", "All versions");
    public static readonly LocalizedText Explanations = new("说明", "Explanations");
    public static readonly LocalizedText Sector = new("领域", "Sector");
    public static readonly LocalizedText District = new("区", "District");
    public static readonly LocalizedText Lines = new("行数", "Lines");
    public static readonly LocalizedText LineIntro = new(
        "只填写有数据的指标；没有发生额的请填 0。", "Fill in the indicators that you have figures of; enter 0 where there was nothing.");

    public static readonly LocalizedText Send = new("提交", "Submit");
    public static readonly LocalizedText Remove = new("删除此行", "Take this line out");
    public static readonly LocalizedText Accepted = new("已接收的统计报表", "Accepted statistical reports");
    public static readonly LocalizedText NoneAccepted = new("该统计期没有已接收的报表。", "No report of this period is accepted.");
    public static readonly LocalizedText Organisation = new("机构", "Organisation");
    public static readonly LocalizedText Code = new("统一社会信用代码", "Unified social credit code");
    public static readonly LocalizedText Show = new("显示", "Show");
    public static readonly LocalizedText BackToReport = new("返回报表", "Back to the report");
    public static readonly LocalizedText BackToReports = new("全部统计期", "All periods");
    public static readonly LocalizedText BackToAccepted = new("该统计期的全部报表", "All reports of the period");

    public static LocalizedText Name(ReportStatus? status) => status switch
    {
        null => Missing,
        ReportStatus.Received => new("正在检查", "Being checked"),
        ReportStatus.NeedsExplanation => new("需要说明", "Needs an explanation"),
        ReportStatus.Refused => new("未接收", "Refused"),
        _ => new("已接收", "Accepted"),
    };

    public static LocalizedText NameOf(Period period) => PageTexts.Month(period.First);

    /// <summary>The title of a report's page.</summary>
    public static LocalizedText TitleOf(Period period)
    {
        var month = NameOf(period);
        return new($"{month.Chinese}统计报表", $"Statistical report of {month.English}");
    }

    public static LocalizedText DistrictOf(string code) => Districts.Find(code)?.Name ?? new(code, code);

    /// <summary>An indicator with its unit.</summary>
    public static LocalizedText LabelOf(Indicator indicator) => new(
        $"{indicator.Name.Chinese}（{indicator.Unit.Chinese}）", $"{indicator.Name.English} ({indicator.Unit.English})");

    public static LocalizedText ExplanationOf(Indicator indicator) => new(
        $"{indicator.Name.Chinese}变动说明", $"Why {indicator.Name.English} changed so much");

    /// <summary>Null where there is none.</summary>
    public static LocalizedText? Before(decimal? value) =>
        value is null ? null : new($"上期：{Number(value.Value)}", $"Last period: {Number(value.Value)}");

    public static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
