using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>Words of the verification of a warning.</summary>
public static class VerificationTexts
{
    public static readonly LocalizedText Status = new("状态", "Status");
    public static readonly LocalizedText Level = new("等级", "Level");
    public static readonly LocalizedText LevelToPublish = new("发布等级", "Level to publish");
    public static readonly LocalizedText Sector = new("行业", "Sector");
    public static readonly LocalizedText Area = new("地区", "Area");
    public static readonly LocalizedText Source = new("来源", "Source");
    public static readonly LocalizedText Until = new("到期（北京时间）", "In force until (Beijing time)");
    public static readonly LocalizedText NoEnd = new("信号未说明", "The signal names no end");
    public static readonly LocalizedText Areas = new("收到的区域", "Areas as received");
    public static readonly LocalizedText NoAreas = new("未说明", "none stated");
    public static readonly LocalizedText Languages = new("收到的语言", "Languages as received");
    public static readonly LocalizedText Sent = new("发送时间", "Sent");
    public static readonly LocalizedText Change = new("申请的变更", "The change");
    public static readonly LocalizedText InForce = new("现行预警", "The warning in force");
    public static readonly LocalizedText Decision = new("是否属实", "Is it true?");
    public static readonly LocalizedText Comment = new("意见（存档，不公开）", "Comment (for the file, not published)");

    public static readonly LocalizedText Differing =
        new("各语言不一致，取最严重者", "Differs between the languages, the gravest is taken");

    public static LocalizedText Name(VerificationDecision decision) => decision switch
    {
        VerificationDecision.Confirm => new("核实并发布", "Confirm and publish"),
        VerificationDecision.Dismiss => new("不属实，不发布", "Not true: dismiss"),
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
