using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Editing;

/// <summary>Words of the pages on which warnings are reported and changed.</summary>
public static class WarningEditorTexts
{
    /// <summary>Of the address that shows what was done.</summary>
    public const string DoneParameter = "done";

    public static readonly LocalizedText Compose = new("报告预警", "Report a warning");
    public static readonly LocalizedText ComposeIntro = new(
        "预警由另一人核实后才会发布。请用中文和英文填写。",
        "A warning is published once another person has verified it. Write it in Chinese and English.");

    public static readonly LocalizedText Source = new("信号来源", "Source of the signal");
    public static readonly LocalizedText SourceHint = new(
        "例如通报单位或文号，供核实人员查阅，不公开",
        "For example an office or a document; for those who verify, not published");
    public static readonly LocalizedText Districts = new("地区", "Districts");
    public static readonly LocalizedText DistrictsHint = new("不选表示全市", "None means the complete city");
    public static readonly LocalizedText Headline = new("标题", "Headline");
    public static readonly LocalizedText Description = new("说明", "Description");
    public static readonly LocalizedText Expires = new("有效期至（北京时间）", "In force until (Beijing time)");
    public static readonly LocalizedText ExpiresHint = new("不填则按规定的天数", "Left empty, it is in force for the usual number of days");
    public static readonly LocalizedText Kind = new("性质", "Kind");
    public static readonly LocalizedText Exercise = new("演练：全程标注“演练”", "Exercise: marked as an exercise everywhere");
    public static readonly LocalizedText Send = new("送交核实", "Send for verification");
    public static readonly LocalizedText PreviewNote = new("预览，尚未保存", "Preview, nothing is stored");
    public static readonly LocalizedText Letter = new("发给核实人员的邮件", "Letter to the person who verifies");
    public static readonly LocalizedText Waits = new("等待核实", "Waits for verification");
    public static readonly LocalizedText Asked = new("事项", "What is asked");
    public static readonly LocalizedText NewWords = new("新的内容", "New words");
    public static readonly LocalizedText Since = new("提出时间", "Since");
    public static readonly LocalizedText Verifier = new("核实人", "Verified by");
    public static readonly LocalizedText Due = new("截止时间", "Due");
    public static readonly LocalizedText NotAsked = new("尚未有人受理", "No person is asked yet");
    public static readonly LocalizedText NewLevel = new("新的等级", "New level");
    public static readonly LocalizedText Reason = new("向公众说明的原因", "Reason, for the public");
    public static readonly LocalizedText Continue = new("下一步：预览", "Continue to the preview");
    public static readonly LocalizedText Nothing = new("与现行预警没有不同。", "Nothing differs from the warning in force.");
    public static readonly LocalizedText Pending = new(
        "该预警已有变更在等待核实，核实后才能再提出。", "Another change waits for its verification; propose more once it is verified.");

    public static readonly LocalizedText Current = new("现行预警", "The warning in force");

    public static LocalizedText Title(WarningCommand command) => command switch
    {
        WarningCommand.Update => new("更新预警", "Update the warning"),
        WarningCommand.Escalate => new("提高等级", "Raise the level"),
        _ => new("解除预警", "Cancel the warning"),
    };

    /// <summary>What follows from a command.</summary>
    public static LocalizedText Consequence(WarningCommand command) => command switch
    {
        WarningCommand.Update => new(
            "文字的改动由另一人核实后发布；只降低等级或只改有效期的，立即发布。",
            "Other words are published once another person has verified them; a lower level or another end alone is published at once."),
        WarningCommand.Escalate => new(
            "由另一人核实后发布，此前公众看不到。",
            "It is published once another person has verified it; the public sees nothing before."),
        _ => new("立即向公众和订阅者发布解除消息，不能撤回。", "The cancellation is published at once to everyone, and cannot be taken back."),
    };

    public static LocalizedText Confirm(WarningCommand command) => command switch
    {
        WarningCommand.Update => new("确认更新", "Confirm the update"),
        WarningCommand.Escalate => new("确认提高等级", "Confirm the higher level"),
        _ => new("确认解除", "Confirm the cancellation"),
    };

    public static LocalizedText What(ProposedChange? change) => change switch
    {
        null => new("是否属实并发布", "Whether it is true and to be published"),
        { Cancels: not null } => Title(WarningCommand.Cancel),
        { Escalates: true } => Title(WarningCommand.Escalate),
        _ => Title(WarningCommand.Update),
    };

    /// <summary>What was done on the page before, by the name in the address; null for any other name.</summary>
    public static LocalizedText? Done(string? name) => name switch
    {
        "reported" => new("已送交核实。", "It is sent for verification."),
        "proposed" => new("变更已送交核实。", "The change is sent for verification."),
        "published" => new("已发布。", "It is published."),
        _ => null,
    };
}
