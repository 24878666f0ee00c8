using FunctionsApp.Platform;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>Words of the pages of a decision.</summary>
public static class DecisionTexts
{
    public static readonly LocalizedText Organisation = new("申请机构", "Organisation");
    public static readonly LocalizedText District = new("地区", "District");
    public static readonly LocalizedText Sector = new("行业", "Sector");
    public static readonly LocalizedText Amount = new("申请金额", "Amount");
    public static readonly LocalizedText Submitted = new("提交时间", "Submitted");
    public static readonly LocalizedText Application = new("查看该申请", "See the application");
    public static readonly LocalizedText Round = new("轮次", "Round");
    public static readonly LocalizedText Documents = new("材料", "Documents");
    public static readonly LocalizedText NewTab = new("材料在新标签页中打开。", "Documents open in a new tab.");
    public static readonly LocalizedText Corrected = new("已补正", "Corrected");
    public static readonly LocalizedText Form = new("申请表", "Form");
    public static readonly LocalizedText Corrections = new("补正变更", "What the corrections changed");
    public static readonly LocalizedText NoChange = new("未作变更，申请人确认原内容。", "Nothing: the applicant confirmed it as it was.");
    public static readonly LocalizedText Opinions = new("加签人的意见", "Opinions of the signers you added");

    public static readonly LocalizedText OpinionGiven = new(
        "您的意见供加签您的人参考，不计入表决；您无需再做任何事。",
        "Whoever added you reads your opinion; it is not counted, and you need do nothing more.");

    public static readonly LocalizedText Decision = new("您的决定", "Your decision");

    public static readonly LocalizedText ItemsOfDocuments =
        new("需补正的材料及原因（告知申请人）", "Documents to correct, and why (the applicant reads it)");

    public static readonly LocalizedText ItemsOfFields =
        new("需补正的申请表字段及原因（告知申请人）", "Fields of the form to correct, and why (the applicant reads it)");

    public static readonly LocalizedText Comment = new("意见", "Comment");

    public static readonly LocalizedText CommentHint = new(
        "供后续评审人员参阅；不同意和退回前序阶段时必填，申请未通过时告知申请人。",
        "For those who decide later; required for a rejection, then the applicant reads it, too, and for sending it back to a stage.");

    public static readonly LocalizedText BackTo = new("退回到哪个阶段", "Which stage to send it back to");

    public static readonly LocalizedText BackToHint = new(
        "该阶段及其后各阶段将重新评审；原因请写入意见。",
        "That stage and all after it are asked again; give the reason as comment.");

    public static readonly LocalizedText ReferTo = new("推荐给哪些机构", "Which institutions to refer it to");

    public static readonly LocalizedText ReferToHint = new(
        "只询问所选机构；申请人可以看到推荐给了哪些机构。",
        "Those alone are asked; the applicant sees which they are.");

    public static readonly LocalizedText ReturnHint =
        new("选择“退回补正”时，至少填写一项。", "To return it for corrections, give at least one reason below.");

    public static LocalizedText VersionName(int version) => new($"第 {version} 版", $"version {version}");

    public static LocalizedText OrganisationName(string name, string code) => new($"{name}（{code}）", $"{name} ({code})");

    public static LocalizedText CorrectionName(int round) => new($"第 {round} 次补正", $"Correction {round}");

    /// <summary>How a document differs from the one that was submitted before.</summary>
    public static LocalizedText Change(CorrectedDocument document) => document switch
    {
        { Before: 0 } => new($"新增，第 {document.After} 版", $"new, version {document.After}"),
        { After: 0 } => new("已移除", "removed"),
        { IsSameContent: true } => new(
            $"第 {document.Before} 版 → 第 {document.After} 版，内容相同", $"version {document.Before} → {document.After}, the same content"),
        _ => new($"第 {document.Before} 版 → 第 {document.After} 版", $"version {document.Before} → {document.After}"),
    };

    /// <summary>What comes next for the application, and for the person.</summary>
    public static LocalizedText Next(DecisionKind kind, bool isOpen) => !isOpen
        ? new("本阶段已有结果；如需您继续处理，将另行发送邮件。", "The stage has its outcome; you get a mail if you are asked again.")
        : kind == DecisionKind.SendBack
            ? new("申请将退回所选阶段重新评审，之后会再次请您评审。",
                "The application goes back to the stage that you named; afterwards you are asked again.")
        : kind == DecisionKind.Return
            ? new("申请将退回申请人补正，材料补齐后会再次请您评审。",
                "The application goes back to the applicant; once it is corrected you are asked again.")
            : new("本阶段的评审人员全部作出决定或期限届满后，评审进入下一步；您无需再做任何事。",
                "The review continues when everyone in this stage has decided or the time is over; you need do nothing more.");
}
