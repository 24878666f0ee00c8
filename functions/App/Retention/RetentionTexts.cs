using FunctionsApp.Applications.Retaining;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Retention;

public static class RetentionTexts
{
    public static readonly LocalizedText Title = new("档案保管", "Retention");
    public static readonly LocalizedText OfApplication = new("申请的保管", "Retention of an application");
    public static readonly LocalizedText Policy = new("保管期限", "Times");
    public static readonly LocalizedText Edition = new("版本", "Edition");
    public static readonly LocalizedText DryRun = new(
        "当前为试运行：到期的申请只列入计划，不删除任何内容。",
        "This is a dry run: what is due is planned and reported, and nothing is erased.");

    public static readonly LocalizedText Programmes = new("项目类别", "Programmes");
    public static readonly LocalizedText AllOthers = new("其他全部", "All others");
    public static readonly LocalizedText Outcome = new("结果", "Outcome");
    public static readonly LocalizedText PersonalYears = new("个人信息（年）", "Personal data, years");
    public static readonly LocalizedText ContentYears = new("材料和文字（年）", "Documents and texts, years");
    public static readonly LocalizedText Reason = new("依据", "Why");
    public static readonly LocalizedText Planned = new("计划删除", "Planned erasures");
    public static readonly LocalizedText NonePlanned = new("没有计划删除的内容。", "Nothing is planned.");
    public static readonly LocalizedText Held = new("保全", "Legal holds");
    public static readonly LocalizedText NoneHeld = new("没有保全的申请。", "No application is under a legal hold.");
    public static readonly LocalizedText NoneErased = new("本年没有删除内容。", "Nothing was erased in this year.");
    public static readonly LocalizedText Application = new("申请", "Application");
    public static readonly LocalizedText What = new("内容", "What");
    public static readonly LocalizedText Since = new("列入时间", "Planned on");
    public static readonly LocalizedText At = new("时间", "Time");
    public static readonly LocalizedText Deleting = new("文件待删除", "files to be deleted yet");
    public static readonly LocalizedText Year = new("年份", "Year");
    public static readonly LocalizedText Show = new("查看", "Show");
    public static readonly LocalizedText More = new("下一页", "Next page");
    public static readonly LocalizedText UnderWay = new("评审中，期限从结果作出之日起算。", "Under way: its times begin with its outcome.");
    public static readonly LocalizedText Erased = new("已删除", "Erased");
    public static readonly LocalizedText Next = new("下一项", "Next");
    public static readonly LocalizedText Due = new("到期", "Due");
    public static readonly LocalizedText Hold = new("设置保全", "Place a legal hold");
    public static readonly LocalizedText HoldIntro = new(
        "保全期间不删除任何内容；已列入的计划随即撤销。",
        "While it is under a hold nothing of it is erased, and what was planned is called off.");

    public static readonly LocalizedText HoldReason = new("原因和文号", "Reason and reference");
    public static readonly LocalizedText HoldHint = new(
        "例如法院或调查机关的文号", "For example the reference of the court or the investigation");
    public static readonly LocalizedText Lift = new("解除保全", "Lift the legal hold");

    public static LocalizedText Notice(int days) => new(
        $"列入计划满 {days} 天后，夜间删除。", $"What was planned {days} days ago or earlier is erased in the night.");

    public static LocalizedText ErasedIn(int year) => new($"{year} 年已删除", $"Erased in {year}");

    public static LocalizedText HeldBy(string person) => new($"由 {person} 设置", $"Placed by {person}");

    public static LocalizedText Name(RetainedOutcome outcome) => outcome switch
    {
        RetainedOutcome.Unfinished => new("未提交", "Never submitted"),
        RetainedOutcome.Withdrawn => new("已撤回", "Withdrawn"),
        RetainedOutcome.Rejected => new("未通过", "Rejected"),
        _ => new("通过", "Approved"),
    };

    public static LocalizedText? Done(string? done) => done switch
    {
        "held" => new("已设置保全。", "The legal hold is placed."),
        "lifted" => new("已解除保全。", "The legal hold is lifted."),
        _ => null,
    };

    internal static string PathOf(string cursor, string list, int year) =>
        $"/retention?{list}={Uri.EscapeDataString(cursor)}&year={year}";
}
