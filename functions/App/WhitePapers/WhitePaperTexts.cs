using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;

namespace FunctionsApp.WhitePapers;

/// <summary>Words of the white papers.</summary>
public static class WhitePaperTexts
{
    public static readonly LocalizedText Papers = new("白皮书", "White papers");
    public static readonly LocalizedText PapersIntro = new(
        "按季度和年度汇编已公布的统计数据和预警，经编辑审批后发布，发布后不再更改。",
        "The released statistics and warnings of each quarter and year, approved by an editor. A published paper does not change.");

    public static readonly LocalizedText NonePublished = new("尚未发布白皮书。", "No white paper is published yet.");
    public static readonly LocalizedText Published = new("发布时间", "Published");
    public static readonly LocalizedText Foreword = new("前言", "Foreword");
    public static readonly LocalizedText Growth = new("环比（%）", "Against the period before (%)");
    public static readonly LocalizedText YearGrowth = new("同比（%）", "Against the year before (%)");
    public static readonly LocalizedText Warnings = new("产业预警", "Warnings");
    public static readonly LocalizedText Level = new("等级", "Level");
    public static readonly LocalizedText Count = new("首次发布数量", "First published");
    public static readonly LocalizedText Method = new("编制说明", "Method");
    public static readonly LocalizedText AsJson = new("下载原始文件（JSON）", "Download the document (JSON)");
    public static readonly LocalizedText Document = new("文件 SHA-256", "SHA-256 of the document");
    public static readonly LocalizedText Approving = new("是否批准发布", "May it be published?");
    public static readonly LocalizedText Approved = new("白皮书将随即发布。", "The paper is published at once.");
    public static readonly LocalizedText Rejected = new(
        "白皮书不会发布；统计数据修订后或编辑要求时将重新编制。",
        "The paper is not published; it is made again once the statistics are revised, or an editor has it prepared again.");

    public static readonly LocalizedText UnderWay = new("未发布的白皮书", "White papers not published");
    public static readonly LocalizedText NoneUnderWay = new("没有未发布的白皮书。", "Every white paper is published.");
    public static readonly LocalizedText Reopen = new("重新编制", "Prepare it again");
    public static readonly LocalizedText Reopened = new(
        "将按现有统计数据重新编制，再次送审。", "It is prepared again of the statistics as they are, and an editor is asked again.");

    /// <summary>Paragraphs.</summary>
    public static readonly IReadOnlyList<LocalizedText> MethodNotes =
    [
        new("数据由各机构按月填报，只能由填报机构更正。提交时检查单位、范围和小数位数，与上期相比变动过大的须说明。",
            "Organisations report their figures each month, and they alone correct them. Unit, range and decimals are checked, and a "
                + "figure that jumps against the last period needs an explanation."),
        new("统计数据按事先公布的日程发布并固定；此后的更正作为修订发布。季度和年度数据为各月之和，期末数取最后一个月的数值。",
            "Statistics are frozen and released by a calendar that is known in advance; later corrections are released as revisions. A "
                + "quarter or a year is the sum of its months, or the figure of its last month where figures cannot be added."),
        new("不足三家机构的数据不予公布，可由其他数据推算出这些数据的也不予公布。",
            "A number of fewer than three organisations is withheld, and so is any from which it could be computed."),
    ];

    public static LocalizedText TitleOf(string period)
    {
        var name = ReleaseTexts.NameOf(period);
        return new($"{name.Chinese}高技术服务业白皮书", $"White paper on high-tech services, {name.English}");
    }

    public static LocalizedText PublishedOf(string period)
    {
        var name = ReleaseTexts.NameOf(period);
        return new($"{name.Chinese}白皮书已发布", $"The white paper of {name.English} is published");
    }

    public static LocalizedText StateOf(WhitePaper paper) => paper.Status switch
    {
        WhitePaperStatus.Drafted => new("等待审批", "Waits for approval"),
        WhitePaperStatus.Approved => new("已批准，即将发布", "Approved, is published soon"),
        WhitePaperStatus.Published => Published,
        _ when paper.Reopened is not null => new("将重新编制", "Is prepared again"),
        _ when paper.Approval is null => new("逾期未审批", "Not approved in time"),
        _ => new("未获批准", "Not approved"),
    };

    public static LocalizedText EditionOf(int edition) => new($"第 {edition} 版", $"Edition {edition}");

    public static LocalizedText BasedOn(WhitePaperContent content) => new(
        $"基于第 {content.Revision} 次修订的统计数据；{content.Coverage.Organisations} 家机构填报（应报 {content.Coverage.Expected} 家）。",
        $"Made of revision {content.Revision} of the statistics; of {content.Coverage.Expected} organisations "
            + $"{content.Coverage.Organisations} reported.");

    /// <summary>With its sign; a dash for none.</summary>
    public static string Percent(decimal? value) =>
        value is { } percent ? percent.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "—";

    public static LocalizedText ValueOf(PaperNumber number) => number.Value is { } value
        ? new LocalizedText(StatisticsTexts.Number(value), StatisticsTexts.Number(value)) : StatisticsTexts.Withheld;
}
