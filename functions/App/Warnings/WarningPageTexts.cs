using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>Words of the public pages of warnings.</summary>
public static class WarningPageTexts
{
    public static readonly LocalizedText Warnings = new("产业预警", "Early warnings");
    public static readonly LocalizedText None = new("目前没有预警。", "There are no warnings.");
    public static readonly LocalizedText BySector = new("生效中的预警，按领域和等级", "Warnings in force by sector and level");
    public static readonly LocalizedText Feed = new("订阅（Atom）", "Subscribe (Atom)");
    public static readonly LocalizedText Calendar = new("日历（iCalendar）", "Calendar (iCalendar)");
    public static readonly LocalizedText Instruction = new("建议措施", "What to do");
    public static readonly LocalizedText Details = new("详情", "Details");
    public static readonly LocalizedText Event = new("事件", "Event");
    public static readonly LocalizedText Sector = new("领域", "Sector");
    public static readonly LocalizedText Area = new("地区", "Area");
    public static readonly LocalizedText Expires = new("有效期至", "In force until");
    public static readonly LocalizedText Messages = new("发布记录", "Published messages");
    public static readonly LocalizedText Sent = new("发布时间", "Sent");
    public static readonly LocalizedText Type = new("类型", "Type");
    public static readonly LocalizedText Level = new("等级", "Level");
    public static readonly LocalizedText All = new("全部预警", "All warnings");

    public static LocalizedText Name(MessageType type) => type switch
    {
        MessageType.Alert => new("首次发布", "First publication"),
        MessageType.Update => new("更新", "Update"),
        _ => new("解除", "Cancellation"),
    };

    /// <summary>Whether it is in force.</summary>
    public static LocalizedText State(WarningStatus status, DateTimeOffset expires, DateTimeOffset now) =>
        status != WarningStatus.Published ? WarningTexts.Name(status)
        : expires <= now ? WarningTexts.Name(WarningStatus.Expired)
        : new("生效中", "In force");
}
