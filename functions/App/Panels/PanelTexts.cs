using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Panels;

/// <summary>Words of the pages of a panel.</summary>
public static class PanelTexts
{
    public static readonly LocalizedText Title = new("申请名称", "Title");
    public static readonly LocalizedText Organisation = new("申请机构", "Organisation");

    public static readonly LocalizedText NoHandOver = new(
        "评审专家由系统随机选定，不能自行转办；如须回避，请作出回避声明，席位将由其他专家接替。",
        "Experts are drawn, so that a seat cannot be handed over. Where you should not judge this, declare a conflict of interest: "
            + "the seat then passes to another expert.");

    public static readonly LocalizedText DeclareFirst = new(
        "声明无利益冲突后，您才能查看申请内容并评分。",
        "You see the content, and score it, once you have declared that you have no conflict of interest.");

    public static readonly LocalizedText Conflict = new("是否存在应当回避的情形", "Do you have a conflict of interest?");

    public static readonly LocalizedText ConflictHint = new(
        "申请人看不到您的声明。", "The applicant does not see your declaration.");

    public static readonly LocalizedText Explanation = new("说明", "Explanation");

    public static readonly LocalizedText ExplanationHint = new(
        "选择“其他”时必填，仅供主管人员和审计人员查阅。", "Needed for Other; read by officers and auditors alone.");

    public static readonly LocalizedText ToSheet = new("前往评分", "Go to your sheet");

    public static readonly LocalizedText Replaced = new(
        "您不参与本申请的评审，无需再做任何事。", "You do not judge this application; you need do nothing more.");

    public static readonly LocalizedText SheetHint = new(
        "每项 0 至 100 分，最多两位小数。专家互不可见他人的评分。",
        "0 to 100 points each, with at most two decimals. No expert sees another's sheet.");

    public static readonly LocalizedText Overall = new("总体意见", "Comment on the application");

    public static readonly LocalizedText OverallHint = new(
        "申请未通过时告知申请人，不含您的姓名。", "The applicant reads it, without your name, if the panel rejects.");

    public static readonly LocalizedText Total = new("加权总分", "Weighted total");
    public static readonly LocalizedText Expert = new("专家", "Expert");
    public static readonly LocalizedText Deviation = new("与总分之差", "Deviation");
    public static readonly LocalizedText Dropped = new("已去除", "Dropped");
    public static readonly LocalizedText Spread = new("最高与最低之差", "Spread");
    public static readonly LocalizedText Marks = new("各项分数", "Marks");
    public static readonly LocalizedText NonePanel = new("尚无已结束的专家评审。", "No panel is closed yet.");
    public static readonly LocalizedText Declarations = new("回避声明", "Conflicts of interest");

    public static LocalizedText Name(ConflictKind? conflict) => Name(
        conflict is { } kind ? Enum.Parse<ConflictChoice>(kind.ToString()) : ConflictChoice.None);

    public static LocalizedText Name(ConflictChoice choice) => choice switch
    {
        ConflictChoice.None => new("无利益冲突", "No conflict"),
        ConflictChoice.SameOrganisation => new("与申请机构同一单位", "I belong to the organisation"),
        ConflictChoice.Partner => new("与合作单位同一单位", "I belong to a partner"),
        ConflictChoice.Relation => new("与申请人员有利害关系", "I am related to its people"),
        ConflictChoice.CommonProject => new("近年有共同项目", "We had a common project in the last years"),
        ConflictChoice.Other => new("其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    public static LocalizedText Result(decimal score, decimal passMark)
    {
        var (points, mark) = (Points(score), Points(passMark));
        return new($"得分 {points}，合格分 {mark}", $"Score {points}, pass mark {mark}");
    }

    public static string Points(decimal points) => points.ToString("0.####", CultureInfo.InvariantCulture);

    public static LocalizedText Weighted(Criterion criterion) => new(
        $"{criterion.Title.Chinese}（权重 {criterion.Weight}%）", $"{criterion.Title.English} (weight {criterion.Weight}%)");

    public static LocalizedText MarkOf(Criterion criterion) => new($"{criterion.Title.Chinese}：分数", $"{criterion.Title.English}: mark");

    public static LocalizedText CommentOf(Criterion criterion) =>
        new($"{criterion.Title.Chinese}：理由", $"{criterion.Title.English}: comment");

    public static LocalizedText? CommentHint(Criterion criterion)
    {
        var mark = Points(criterion.CommentBelow);
        return criterion.CommentBelow == 0 ? null : new($"低于 {mark} 分时必填。", $"Needed for a mark below {mark}.");
    }

    /// <summary>The inputs with a recorded sheet.</summary>
    public static Entered Filled(Sheet sheet)
    {
        var values = new Dictionary<string, StringValues> { ["comment"] = sheet.Comment };
        foreach (var mark in sheet.Marks)
        {
            values[$"mark.{mark.Criterion}"] = Points(mark.Points);
            values[$"comment.{mark.Criterion}"] = mark.Comment ?? "";
        }

        return new Entered(values);
    }

    public static LocalizedText Recorded(Sheet sheet)
    {
        var time = PageTexts.Time(sheet.At);
        return new(
            $"您的评分表已记录（第 {sheet.Version} 版，{time.Chinese}）。评审结束前可以更正。",
            $"Your sheet is recorded (version {sheet.Version}, {time.English}). You may correct it until the panel is closed.");
    }

    public static LocalizedText Final(Sheet sheet) => new(
        $"评审已结束。您的评分表（第 {sheet.Version} 版）：", $"The panel is closed. Your sheet (version {sheet.Version}):");
}
