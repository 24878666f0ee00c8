using FunctionsApp.Platform;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Words of the pages on which alerts are written.</summary>
public static class AlertEditorTexts
{
    public static readonly LocalizedText Compose = new("撰写快讯", "Write an alert");
    public static readonly LocalizedText ComposeIntro = new(
        "快讯由另一人批准后按时发布。请用中文和英文填写。",
        "An alert is published at its time once another person has approved it. Write it in Chinese and English.");

    public static readonly LocalizedText Correct = new("更正快讯", "Correct an alert");
    public static readonly LocalizedText CorrectIntro = new(
        "更正作为新快讯，经批准后发送给原快讯的全部读者；原快讯保留并注明已更正。",
        "The correction is an alert of its own: once approved, it reaches all readers of the earlier one, which stays and names it.");

    public static readonly LocalizedText Corrects = new("更正的快讯", "Corrects");
    public static readonly LocalizedText CorrectedBy = new("更正见", "Corrected by");
    public static readonly LocalizedText Correction = new("查看更正", "The correction");
    public static readonly LocalizedText Sectors = new("领域", "Sectors");
    public static readonly LocalizedText Title = new("标题", "Title");
    public static readonly LocalizedText Text = new("正文", "Text");
    public static readonly LocalizedText PublishAt = new("发布时间（北京时间）", "To be published (Beijing time)");
    public static readonly LocalizedText PublishAtHint = new("批准较晚时，批准后即发布", "Later where the approval comes later");
    public static readonly LocalizedText Send = new("送交审批", "Send for approval");
    public static readonly LocalizedText Sent = new("已送交审批。", "It is sent for approval.");
    public static readonly LocalizedText PreviewNote = new("预览，尚未保存", "Preview, nothing is stored");
    public static readonly LocalizedText Own = new("我的快讯", "My alerts");
    public static readonly LocalizedText None = new("您还没有撰写快讯。", "You have written no alerts yet.");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Comment = new("审批意见", "Comment");
    public static readonly LocalizedText Withdraw = new("撤回快讯", "Withdraw the alert");
    public static readonly LocalizedText WithdrawIntro = new("撤回后不再发布，不能恢复。", "It will not be published, and cannot be restored.");
    public static readonly LocalizedText ConfirmWithdraw = new("确认撤回", "Confirm the withdrawal");
    public static readonly LocalizedText WasWithdrawn = new("已撤回。", "It is withdrawn.");

    public static LocalizedText Name(AlertDraftStatus status) => status switch
    {
        AlertDraftStatus.Drafted => new("等待审批", "Waits for approval"),
        AlertDraftStatus.Approved => new("已批准，等待发布", "Approved, waits for its time"),
        AlertDraftStatus.Rejected => new("未获批准", "Not approved"),
        AlertDraftStatus.Withdrawn => new("已撤回", "Withdrawn"),
        _ => new("已发布", "Published"),
    };

    /// <summary>What was done on the page before, by the name in the address; null for any other name.</summary>
    public static LocalizedText? Done(string? name) => name switch
    {
        "sent" => Sent,
        "withdrawn" => WasWithdrawn,
        _ => null,
    };
}
