using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>The mails about drafts that no one finishes.</summary>
internal static class DraftTemplates
{
    public static readonly IReadOnlyDictionary<string, Template> All = new Dictionary<string, Template>
    {
        ["draft-ending"] = new(
            new("未提交的申请将被删除：{title}", "Your draft is about to be erased: {title}"),
            new("您的申请草稿“{title}”（{programme}）从未提交，且长期未修改，保管期限已届满。自 {day} 起将撤回该草稿并删除：{what}。\n\n"
                + "如需保留，请在此之前修改申请表中的内容或上传材料，即重新计算保管期限。不再需要的，无需处理。\n\n申请编号：{application}",
                "Your draft \"{title}\" ({programme}) was never submitted and has not been changed for long: its retention time is over. "
                    + "From {day} on it is withdrawn, and this is erased: {what}.\n\n"
                    + "To keep it, change an answer of its form or upload a document before that day, and its time begins again. "
                    + "If you need it no more, you have nothing to do.\n\nNumber: {application}"),
            Templates.ViewApplication),
    };
}
