using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics;

/// <summary>Words of the pages of reports.</summary>
public static class StatisticsTexts
{
    public static readonly LocalizedText Statistics = new("产业统计", "Statistics");
    public static readonly LocalizedText StatisticsIntro = new(
        "按领域和区汇总各机构填报的数据，按日程公布；此后的更正作为修订公布。不足三家机构的数据，以及可由合计推算出这些数据的其他数据，不予公布。",
        "What organisations reported, by sector and district, released by calendar; later corrections are released as revisions. A number "
            + "of fewer than three organisations is withheld, and so is any from which it could be computed by the totals.");

    public static readonly LocalizedText NoStatistics = new("该统计期没有数据。", "There are no figures of this period.");
    public static readonly LocalizedText BySectorAndDistrict = new("按领域和区", "By sector and district");
    public static readonly LocalizedText AsXlsx = new("下载全部指标（XLSX）", "Download all indicators (XLSX)");
    public static readonly LocalizedText AsCsv = new("下载全部指标（CSV）", "Download all indicators (CSV)");
    public static readonly LocalizedText Indicator = new("指标", "Indicator");
    public static readonly LocalizedText Value = new("数值", "Value");
    public static readonly LocalizedText Withheld = new("不予公布", "withheld");
    public static readonly LocalizedText All = new("合计", "Total");

    /// <summary>The title of an indicator's table.</summary>
    public static LocalizedText TitleOf(ReleasePeriod period, Indicator indicator)
    {
        var (month, label) = (ReleaseTexts.NameOf(period), LabelOf(indicator));
        return new($"{month.Chinese}{label.Chinese}", $"{label.English}, {month.English}");
    }

    /// <summary>The total's name for null.</summary>
    public static LocalizedText SectorOf(string? code) => code is null ? All : Sectors.NameOf(code);

    /// <inheritdoc cref="SectorOf"/>
    public static LocalizedText DistrictOrAll(string? code) => code is null ? All : DistrictOf(code);

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

    public static readonly LocalizedText File = new("报表文件（XLSX 或 CSV）", "File of the report (XLSX or CSV)");
    public static readonly LocalizedText FileHint = new(
        "列标题：统一社会信用代码、统计期、指标、领域、区、计量单位、数值、说明。文件替换本期全部数据，最大 16 MiB。",
        "Headings: Credit code, Period, Indicator, Sector, District, Unit, Value, Explanation. It replaces all figures of the period; "
            + "16 MiB at most.");

    public static readonly LocalizedText Upload = new("上传文件", "Upload a file");
    public static readonly LocalizedText ChooseFile = new("请选择一个文件", "Choose a file");
    public static readonly LocalizedText WasReceived = new(
        "文件已收到，正在检查。稍后刷新本页查看结果。", "The file is received and being checked. Load this page again in a moment.");

    public static readonly LocalizedText Checking = new("文件正在检查。", "The file is being checked.");
    public static readonly LocalizedText Refused = new(
        "最近一次上传的文件有误，没有接收任何数据。请修改后重新上传。",
        "The file that was uploaded last has faults, and none of it was taken. Correct it and upload it again.");

    public static readonly LocalizedText Faults = new("文件中的错误", "What is wrong with the file");
    public static readonly LocalizedText Row = new("行", "Row");
    public static readonly LocalizedText Column = new("列", "Column");
    public static readonly LocalizedText Reason = new("原因", "Reason");
    public static readonly LocalizedText Marked = new("下载标注错误的文件", "Download the file with its faults marked");
    public static readonly LocalizedText Explain = new("请说明变动", "Please explain");
    public static readonly LocalizedText ExplainIntro = new(
        "下列数值与上期相比变动过大。无误的请逐项说明；有误的请重新上传文件。",
        "These figures jump against the last period. Explain each that is right; where one is wrong, upload the file again.");

    public static readonly LocalizedText SendExplanations = new("提交说明", "Submit the explanations");
    public static readonly LocalizedText ExplainInFile = new(
        "变动的数值过多，请在文件的“说明”列填写后重新上传。",
        "Too many figures jump to explain them here: fill in the column Explanation of the file, and upload it again.");

    public static LocalizedText More(int count) => new($"另有 {count} 处，未列出。", $"{count} more are not listed.");

    /// <summary>A fault with its place.</summary>
    public static LocalizedText TextOf(ReportFault fault)
    {
        var place = (fault.Row, fault.Column) switch
        {
            (null, null) => new LocalizedText("", ""),
            (null, { } column) => Heading(column),
            ({ } row, null) => new($"第 {row} 行：", $"Row {row}: "),
            ({ } row, { } column) => new($"第 {row} 行，{Heading(column).Chinese}", $"Row {row}, {Heading(column).English}"),
        };
        return new($"{place.Chinese}{fault.Reason.Chinese}", $"{place.English}{fault.Reason.English}");

        static LocalizedText Heading(string column)
        {
            var heading = ReadReport.HeadingOf(column);
            return new($"{heading.Chinese}：", $"{heading.English}: ");
        }
    }

    /// <summary>What a jump is about.</summary>
    public static LocalizedText LabelOf(Jump jump)
    {
        var (sector, district, indicator) = (
            Sectors.NameOf(jump.Line.Sector), DistrictOf(jump.Line.District), LabelOf(Indicators.Find(jump.Figure.Indicator)!));
        return new(
            $"{sector.Chinese}，{district.Chinese}，{indicator.Chinese}：{Number(jump.Figure.Value)}",
            $"{sector.English}, {district.English}, {indicator.English}: {Number(jump.Figure.Value)}");
    }

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
