using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>The mails about joint applications (联合申报): to drafters about partners, and to partners.</summary>
internal static class JointTemplates
{
    public static readonly IReadOnlyDictionary<string, Template> All = new Dictionary<string, Template>
    {
        ["consent-refused"] = new(
            new("联合申报单位不同意：{title}", "A partner refused: {title}"),
            new("联合申报单位“{partner}”不同意申请“{title}”（{programme}）。\n\n原因：{reason}\n\n"
                + "申请已恢复为草稿，请修改后再次提交；其他单位对相同内容的同意继续有效。\n\n申请编号：{application}",
                "The partner \"{partner}\" refused its consent to the application \"{title}\" ({programme}).\n\nReason: {reason}\n\n"
                    + "It is a draft again: change it and send it again. Consents of others to the same content are kept.\n\n"
                    + "Number: {application}"),
            Templates.ViewApplication),
        ["consent-lapsed"] = new(
            new("联合申报单位未在期限内答复：{title}", "A partner did not answer in time: {title}"),
            new("联合申报单位“{partner}”未在期限内对申请“{title}”（{programme}）作出答复，申请已恢复为草稿。请联系该单位后再次提交。\n\n"
                + "申请编号：{application}",
                "The partner \"{partner}\" did not answer in time about the application \"{title}\" ({programme}), which is a draft again. "
                    + "Speak to it and send the application again.\n\nNumber: {application}"),
            Templates.ViewApplication),
        ["joint-approved"] = new(
            new("联合申报的申请已通过：{title}", "Joint application approved: {title}"),
            new("“{partner}”参与联合申报的申请“{title}”（{programme}）已通过评审。\n\n申请编号：{application}",
                "The application \"{title}\" ({programme}), of which \"{partner}\" is a partner, has been approved.\n\n"
                    + "Number: {application}"),
            Templates.ViewApplication),
        ["joint-rejected"] = new(
            new("联合申报的申请未通过：{title}", "Joint application not approved: {title}"),
            new("“{partner}”参与联合申报的申请“{title}”（{programme}）未通过评审，原因由申请单位收到。\n\n申请编号：{application}",
                "The application \"{title}\" ({programme}), of which \"{partner}\" is a partner, was not approved. The applicant has the "
                    + "reasons.\n\nNumber: {application}"),
            Templates.ViewApplication),
        ["joint-withdrawn"] = new(
            new("联合申报的申请已撤回：{title}", "Joint application withdrawn: {title}"),
            new("“{partner}”参与联合申报的申请“{title}”（{programme}）已由申请单位撤回，不再评审。\n\n申请编号：{application}",
                "The applicant withdrew the application \"{title}\" ({programme}), of which \"{partner}\" is a partner. It is reviewed no "
                    + "further.\n\nNumber: {application}"),
            Templates.ViewApplication),
        ["joint-appealed"] = new(
            new("联合申报的申请已提出复议：{title}", "Appeal about a joint application: {title}"),
            new("申请单位对“{partner}”参与联合申报的申请“{title}”（{programme}）的评审结果提出了复议，结论将另行发送。\n\n申请编号：{application}",
                "The applicant appealed against the rejection of \"{title}\" ({programme}), of which \"{partner}\" is a partner. You get "
                    + "another letter with the ruling.\n\nNumber: {application}"),
            Templates.ViewApplication),
        ["joint-appeal-dismissed"] = new(
            new("联合申报的申请复议不成立：{title}", "Appeal dismissed: {title}"),
            new("对“{partner}”参与联合申报的申请“{title}”（{programme}）提出的复议不成立，维持原评审结果，理由由申请单位收到。"
                    + "\n\n申请编号：{application}",
                "The appeal about \"{title}\" ({programme}), of which \"{partner}\" is a partner, is dismissed: the rejection stays. The "
                    + "applicant has the reasons.\n\nNumber: {application}"),
            Templates.ViewApplication),
        ["joint-appeal-upheld"] = new(
            new("联合申报的申请复议成立：{title}", "Appeal upheld: {title}"),
            new("对“{partner}”参与联合申报的申请“{title}”（{programme}）提出的复议成立，申请将重新评审，结果另行发送。\n\n申请编号：{application}",
                "The appeal about \"{title}\" ({programme}), of which \"{partner}\" is a partner, is upheld. The application is reviewed "
                    + "again; you get another letter with the outcome.\n\nNumber: {application}"),
            Templates.ViewApplication),
    };
}
