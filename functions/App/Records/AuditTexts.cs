using FunctionsApp.Platform;

namespace FunctionsApp.Records;

/// <summary>Words of the auditors' pages.</summary>
public static class AuditTexts
{
    public static readonly LocalizedText Audit = new("审计", "Audit");
    public static readonly LocalizedText None = new("没有符合条件的申请。", "No application fits.");
    public static readonly LocalizedText More = new(
        "还有更多申请未查看。", "There are more applications that this page has not looked at.");

    public static readonly LocalizedText Year = new("年度", "Year");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Status = new("状态", "Status");
    public static readonly LocalizedText District = new("地区", "District");
    public static readonly LocalizedText Organisation = new("机构信用代码", "Organisation's credit code");
    public static readonly LocalizedText Name = new("机构名称", "Organisation's name");
    public static readonly LocalizedText Any = new("全部", "Any");
    public static readonly LocalizedText Search = new("查询", "Search");
    public static readonly LocalizedText Results = new("查询结果", "Results");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Created = new("创建时间", "Created");
    public static readonly LocalizedText Submitted = new("提交时间", "Submitted");
    public static readonly LocalizedText Record = new("事实记录", "Record of facts");
    public static readonly LocalizedText Whole = new("记录完整：每一条都与前一条相符。", "The record is complete: every fact seals the one before.");
    public static readonly LocalizedText StateDiffers = new(
        "记录完整，但当前状态与记录不符。", "The record is complete, but the state is not what the facts say.");

    public static readonly LocalizedText Readings = new("材料阅读记录", "Who read the documents");
    public static readonly LocalizedText Retention = new("保管期限和保全", "Retention and legal hold");
    public static readonly LocalizedText ReadingsIntro = new(
        "申请机构以外的人每次阅读材料都会先留下记录；一小时内以同一方式再次打开算同一次。",
        "Whoever does not belong to the applying organisations leaves a record before a document is shown. What the same person opens "
            + "again in the same way within an hour is one reading.");

    public static readonly LocalizedText NoReadings = new("尚无阅读记录。", "No one has read a document yet.");
    public static readonly LocalizedText Number = new("编号", "Number");
    public static readonly LocalizedText At = new("时间", "Time");
    public static readonly LocalizedText Type = new("类型", "Type");
    public static readonly LocalizedText What = new("事实", "What happened");
    public static readonly LocalizedText Actor = new("操作者", "Actor");
    public static readonly LocalizedText Data = new("内容", "Content");
    public static readonly LocalizedText Previous = new("前一条的哈希", "Hash of the fact before");
    public static readonly LocalizedText Hash = new("哈希", "Hash");
    public static readonly LocalizedText Withheld = new("内容不予显示", "The content is withheld");
    public static readonly LocalizedText Csv = new("导出 CSV", "Export as CSV");
    public static readonly LocalizedText Json = new("导出 JSON", "Export as JSON");
    public static readonly LocalizedText Guides = new("申请指南", "Guides");
    public static readonly LocalizedText Reviews = new("评审概况", "Reviews by stage");
    public static readonly LocalizedText GuidesIntro = new(
        "指南是项目定义的一部分，在此只能查看，不能修改。", "A guide is part of its programme's definition: it can be read here, and not changed.");

    public static readonly LocalizedText Outcomes = new("申请结果", "Results of applications");
    public static readonly LocalizedText OutcomesAs = new(
        "导出所选项目和年度的申请结果：", "Export how the applications of this programme and year ended:");
    public static readonly LocalizedText AsXlsx = new("XLSX 文件", "as XLSX");
    public static readonly LocalizedText AsCsv = new("CSV 文件", "as CSV");
    public static readonly LocalizedText Register = new("查看机构登记", "See the organisation's entry");

    public static readonly LocalizedText Decisions = new("近十二个月的审批结果", "Decisions of the last twelve months");
    public static readonly LocalizedText DecisionsIntro = new(
        "按评审结束的月份统计；未提交即撤回的申请不计入。",
        "By the month in which the review ended; applications that were withdrawn before their submission are not counted.");

    public static readonly LocalizedText DecisionsCut = new(
        "有的月份申请过多，未全部计入。", "A month has more applications than this page counts.");

    public static readonly LocalizedText Month = new("月份", "Month");

    /// <summary>Of the exported sheet.</summary>
    public static IReadOnlyList<LocalizedText> Columns => [Number, At, Type, What, Actor, Data, Previous, Hash];

    public static LocalizedText Broken(int number) => new($"记录在第 {number} 条不相符。", $"The record breaks at fact {number}.");
}
