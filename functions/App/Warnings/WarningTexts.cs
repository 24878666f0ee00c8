using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>How a warning's values read to people.</summary>
public static class WarningTexts
{
    /// <summary>Shown wherever a level is.</summary>
    public static readonly LocalizedText Scheme = new(
        "预警等级（蓝、黄、橙、红）为本计划自定，并非法定的突发事件预警等级。",
        "The level (Blue, Yellow, Orange, Red) is this programme's own scheme, not a statutory emergency warning level.");

    /// <summary>What is not in earnest says so before anything else; the text itself where it is.</summary>
    public static LocalizedText Marked(LocalizedText text, CapStatus status) => status == CapStatus.Actual
        ? text
        : new($"【{Name(status).Chinese}】{text.Chinese}", $"[{Name(status).English}] {text.English}");

    public static LocalizedText Name(CapStatus status) => status switch
    {
        CapStatus.Actual => new("实际", "Actual"),
        CapStatus.Exercise => new("演练", "Exercise"),
        CapStatus.System => new("系统消息", "System message"),
        CapStatus.Test => new("测试", "Test"),
        _ => new("草稿", "Draft"),
    };

    public static LocalizedText Name(WarningLevel level) => level switch
    {
        WarningLevel.Blue => new("蓝色", "Blue"),
        WarningLevel.Yellow => new("黄色", "Yellow"),
        WarningLevel.Orange => new("橙色", "Orange"),
        _ => new("红色", "Red"),
    };

    public static LocalizedText Name(WarningStatus status) => status switch
    {
        WarningStatus.Draft => new("待核实", "Waits for verification"),
        WarningStatus.Verified => new("已核实，正在发布", "Confirmed, being published"),
        WarningStatus.Published => new("已核实并发布", "Confirmed and published"),
        WarningStatus.Dismissed => new("不属实，未发布", "Dismissed, not published"),
        WarningStatus.Lapsed => new("逾期未核实，未发布", "Lapsed: not verified in time"),
        WarningStatus.Cancelled => new("已解除", "Cancelled"),
        _ => new("已到期", "Expired"),
    };
}
