using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.Copying;

/// <summary>Words of copies for information.</summary>
public static class CopyTexts
{
    public static readonly LocalizedText Inbox = new("抄送给您的", "Sent to you for information");
    public static readonly LocalizedText None = new("没有抄送给您的事项。", "Nothing was sent to you for information.");
    public static readonly LocalizedText Intro = new("以下事项仅供知悉，无需答复。", "These are for information; no answer is asked for.");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Context = new("所属", "Belongs to");
    public static readonly LocalizedText From = new("抄送人", "From");
    public static readonly LocalizedText Note = new("说明", "Note");
    public static readonly LocalizedText NoteHint = new("接收人会看到。", "The receiver reads it.");
    public static readonly LocalizedText At = new("抄送时间", "Sent");
    public static readonly LocalizedText Read = new("阅读", "Read");
    public static readonly LocalizedText IsRead = new("已阅", "Read");
    public static readonly LocalizedText Unread = new("未阅", "Not read yet");
    public static readonly LocalizedText MarkRead = new("标为已阅", "Mark as read");
    public static readonly LocalizedText Send = new("抄送", "Send a copy");
    public static readonly LocalizedText SendLink = new("抄送给他人知悉", "Send it to another person for information");
    public static readonly LocalizedText To = new("抄送给", "Send to");
    public static readonly LocalizedText Receivers = new("已抄送", "Sent to");
    public static readonly LocalizedText NoOne = new("目前没有可以抄送的人。", "There is no one to send it to at present.");
    public static readonly LocalizedText ToMatter = new("返回申请", "Back to the application");

    public static readonly LocalizedText SendIntro = new(
        "接收人只看到申请的基本情况与办理进程，看不到评审意见；无需答复。申请人和专家不会得知抄送。",
        "The receiver sees the application and its course, but no votes, and is asked for no answer. "
            + "Applicants and experts do not learn of it.");

    /// <summary>Where a copied matter is read.</summary>
    public static string PathOfMatter(string id) => $"/api/applications/{id}";

    public static LocalizedText Waiting(string count) => new($"（{count} 项未阅）", $" ({count} not read)");
}
