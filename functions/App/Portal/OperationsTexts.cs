using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Portal;

/// <summary>Words of the operators' page.</summary>
public static class OperationsTexts
{
    public static readonly LocalizedText Operations = new("运行", "Operations");
    public static readonly LocalizedText Health = new("系统状态", "Health");
    public static readonly LocalizedText Reviews = new("评审", "Reviews");
    public static readonly LocalizedText NoReviews = new("没有评审中的申请。", "No application is under review.");
    public static readonly LocalizedText Oldest = new("最早的未完成任务", "Oldest open assignment");
    public static readonly LocalizedText NoAssignment = new("没有未完成的任务", "None is open");
    public static readonly LocalizedText Calendar = new("工作日历", "Working calendar");
    public static readonly LocalizedText Known = new("已录入的节假日安排", "Holiday notices that are entered");
    public static readonly LocalizedText Missing = new("即将需要、尚未录入", "Needed soon and not entered");
    public static readonly LocalizedText Next = new("下一个未录入的年份", "Next year without a notice");
    public static readonly LocalizedText NoneMissing = new("无", "None");
    public static readonly LocalizedText Scheduled = new("未录入年份中的安排（JSON）", "What is scheduled without a notice (JSON)");
    public static readonly LocalizedText DeadLetters = new(
        "死信消息：查看和重发", "Dead letters: look at them, and send them again");

    public static readonly LocalizedText Canaries = new("未按时送达的紧急预警", "Urgent warnings that did not arrive in time");

    /// <summary>Which message, by which channel.</summary>
    public static LocalizedText Late(OpenCanary canary) => canary.Channel == CanaryChannel.Mail
        ? new($"{canary.Bulletin}（邮件）", $"{canary.Bulletin} (mail)")
        : new($"{canary.Bulletin}（Webhook）", $"{canary.Bulletin} (webhook)");

    /// <summary>How long it has been open.</summary>
    public static LocalizedText For(TimeSpan time) => time.TotalDays >= 1
        ? new($"{(int)time.TotalDays}天", $"{(int)time.TotalDays} days")
        : new($"{(int)time.TotalHours}小时", $"{(int)time.TotalHours} hours");
}
