using System.Collections.Frozen;
using System.Text.RegularExpressions;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Mail;

/// <summary>The words of one kind of mail; <c>{name}</c> is replaced by a value of the letter.</summary>
/// <param name="Body">Paragraphs apart by an empty line.</param>
/// <param name="Action">Label of the callback link; null where the mail has none.</param>
public sealed record Template(LocalizedText Subject, LocalizedText Body, LocalizedText? Action = null);

/// <summary>Thrown for a letter that no retry can turn into mail; the queue dead-letters it.</summary>
public sealed class UnwritableLetterException(string message) : Exception(message);

/// <summary>All mails that the app writes.</summary>
public static partial class Templates
{
    private static readonly FrozenDictionary<string, Template> All =
        new Dictionary<string, Template>([.. JointTemplates.All, .. SubscriberTemplates.All, .. DraftTemplates.All])
    {
        ["assignment-opened"] = new(
            new("任务：{title}（{step}）", "Assignment: {title} ({step})"),
            new("您有一项新的任务：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n请登录后通过以下链接查看并作出决定。链接仅供您本人使用。",
                "You have a new assignment: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\n"
                    + "Sign in and decide by the link below. It is for you alone."),
            Decide),
        ["assignment-reminder"] = new(
            new("提醒：{title}（{step}）", "Reminder: {title} ({step}) awaits your decision"),
            new("以下任务尚待您作出决定：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n逾期后任务将转交代理人。",
                "This assignment still awaits your decision: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\n"
                    + "After the due time it passes to a delegate."),
            Decide),
        ["assignment-escalated"] = new(
            new("转交的任务：{title}（{step}）", "Assignment passed to you: {title} ({step})"),
            new("一项任务已转交给您：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n请登录后通过以下链接查看并作出决定。链接仅供您本人使用。",
                "An assignment has passed to you: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\n"
                    + "Sign in and decide by the link below. It is for you alone."),
            Decide),
        ["assignment-postponed"] = new(
            new("截止时间延后：{title}（{step}）", "More time: {title} ({step})"),
            new("国务院办公厅公布的节假日安排调整了工作日，以下任务的截止时间延后：{step}。\n\n{details}\n新的截止时间：{due}（北京时间）",
                "The State Council's holiday notice has moved working days, so this assignment is due later: {step}.\n\n{details}\n"
                    + "Now due: {due} (Beijing time)"),
            Decide),
        ["assignment-handed-over"] = new(
            new("转办给您的任务：{title}（{step}）", "Assignment handed over to you: {title} ({step})"),
            new("{from} 将一项任务转办给您：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n转办原因：{reason}\n\n"
                + "请登录后通过以下链接查看并作出决定。链接仅供您本人使用。",
                "{from} handed an assignment over to you: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\nReason: {reason}\n\n"
                    + "Sign in and decide by the link below. It is for you alone."),
            Decide),
        ["assignment-signer-before"] = new(
            new("请您提出意见：{title}（{step}）", "Your opinion is asked: {title} ({step})"),
            new("{from} 在决定前请您提出意见（前加签）：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n加签原因：{reason}\n\n"
                + "您的意见供其参考，不计入表决。请登录后通过以下链接查看并答复。链接仅供您本人使用。",
                "{from} asks for your opinion before deciding: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\nReason: {reason}\n\n"
                    + "It is advice, and not counted. Sign in and answer by the link below. It is for you alone."),
            Decide),
        ["assignment-signer-after"] = new(
            new("请您会签：{title}（{step}）", "Your approval is needed, too: {title} ({step})"),
            new("{from} 请您会签（后加签）：{step}。\n\n{details}\n截止时间：{due}（北京时间）\n\n加签原因：{reason}\n\n"
                + "本阶段因此须多一人同意。请登录后通过以下链接查看并作出决定。链接仅供您本人使用。",
                "{from} added you as a signer: {step}.\n\n{details}\nDue: {due} (Beijing time)\n\nReason: {reason}\n\n"
                    + "The stage needs one more approval by it. Sign in and decide by the link below. It is for you alone."),
            Decide),
        ["assignment-taken-off"] = new(
            new("无需再办理：{title}（{step}）", "No answer needed any more: {title} ({step})"),
            new("以下任务已减签，无需您再作出决定：{step}。\n\n{details}",
                "You were taken off this assignment, and your answer is no longer asked for: {step}.\n\n{details}")),
        ["copy-sent"] = new(
            new("抄送：{title}", "For information: {title}"),
            new("{from} 将以下申请抄送给您，仅供知悉，无需答复。\n\n项目：{programme}\n申请：{title}\n\n说明：{note}",
                "{from} sent you this application for information; no answer is asked for.\n\nProgramme: {programme}\n"
                    + "Application: {title}\n\nNote: {note}"),
            ViewApplication),
        ["panel-blocked"] = new(
            new("专家不足：{title}（{step}）", "Too few experts: {title} ({step})"),
            new("以下申请的专家评审因可邀请的专家不足而暂停：{step}。\n\n项目：{programme}\n申请：{title}\n申请编号：{application}\n\n"
                + "至少需要专家 {needed} 名。请增补专家，系统每日重新邀请。",
                "This panel waits, because too few experts may be asked: {step}.\n\nProgramme: {programme}\nApplication: {title}\n"
                    + "Number: {application}\n\nExperts needed at least: {needed}. Please have experts added: "
                    + "the panel tries again daily.")),
        ["reviews-overdue"] = new(
            new("超期督办（{count} 项）：{title}", "Overdue ({count}): {title}"),
            new("以下评审超过了所在阶段的承诺时限，请督促办理：\n\n{reviews}\n\n全部超期评审：{page}",
                "These reviews are over the promised time of their stage. Please follow them up:\n\n{reviews}\n\n"
                    + "All that are overdue: {page}")),
        ["application-received"] = new(
            new("已收到您的申请：{title}", "Application received: {title}"),
            new("您的申请“{title}”（{programme}）已收到，评审即将开始。\n\n申请编号：{application}\n提交时间：{at}（北京时间）\n\n评审结果将另行通知。",
                "Your application \"{title}\" ({programme}) has been received; its review begins.\n\nNumber: {application}\n"
                    + "Submitted: {at} (Beijing time)\n\nYou will be informed of the outcome."),
            ViewApplication),
        ["promise-reminder"] = new(
            new("请补交承诺的材料：{title}", "A promised document is due: {title}"),
            new("您的申请“{title}”（{programme}）承诺于 {by} 前补交材料“{document}”。请按时上传；逾期未补将影响本申请及今后的申请。\n\n申请编号：{application}",
                "For your application \"{title}\" ({programme}) you promised the document \"{document}\" by {by}. Upload it in time: "
                    + "a broken promise counts against this and later applications.\n\nNumber: {application}"),
            ViewApplication),
        ["promise-broken"] = new(
            new("未按承诺补交材料：{title}", "A promised document did not come: {title}"),
            new("您的申请“{title}”（{programme}）未按承诺于 {by} 前补交材料“{document}”。评审将据此处理。\n\n申请编号：{application}",
                "For your application \"{title}\" ({programme}) the document \"{document}\" did not come by {by}, as promised. "
                    + "The review acts on that.\n\nNumber: {application}"),
            ViewApplication),
        ["member-named"] = new(
            new("您已登记为单位人员：{title}", "You act for {title}"),
            new("{name}，您好：\n\n{title}的签署人已将您登记为本单位人员，角色：{roles}。需要您办理的事项将发送到此邮箱。\n\n"
                + "登录后可以查看本单位人员：{page}",
                "{name},\n\nA signatory of {title} named you as one of its people: {roles}. What you are asked comes to this "
                    + "address.\n\nSign in to see who else acts for your organisation: {page}")),
        ["member-taken-off"] = new(
            new("您不再是单位登记人员：{title}", "You no longer act for {title}"),
            new("{name}，您好：\n\n{title}的签署人已将您从本单位人员中移除，您不再需要为其办理签署等事项。",
                "{name},\n\nA signatory of {title} took you off its people. You are asked nothing for it any more.")),
        ["warning-task-lapsed"] = new(
            new("逾期未答复：{organisation}（{title}）", "No answer in time: {organisation} ({title})"),
            new("{organisation}未在期限内就预警“{title}”的事项（{kind}）作出答复。请直接联系该机构。\n\n各机构的办理情况：{page}",
                "{organisation} did not answer in time on the warning \"{title}\" ({kind}). Speak to it directly.\n\n"
                    + "What all organisations did: {page}")),
        ["warning-task-reported"] = new(
            new("应急任务报告：{organisation}（{title}）", "Report on an emergency task: {organisation} ({title})"),
            new("{organisation}报告了预警“{title}”的应急任务：{result}。\n\n{report}\n\n各机构的办理情况：{page}",
                "{organisation} reported on its task about the warning \"{title}\": {result}.\n\n{report}\n\n"
                    + "What all organisations did: {page}")),
        ["signing-returned"] = new(
            new("单位签署人已退回：{title}", "Returned by your signatory: {title}"),
            new("贵单位签署人退回了申请“{title}”（{programme}）。\n\n原因：{reason}\n\n申请已恢复为草稿，请修改后再次送签。\n\n申请编号：{application}",
                "The signatory of your organisation returned the application \"{title}\" ({programme}).\n\nReason: {reason}\n\n"
                    + "It is a draft again: change it and send it again.\n\nNumber: {application}"),
            ViewApplication),
        ["signing-lapsed"] = new(
            new("未在期限内签署：{title}", "Not signed in time: {title}"),
            new("申请“{title}”（{programme}）未在期限内由贵单位签署，已恢复为草稿。请联系签署人后再次送签。\n\n申请编号：{application}",
                "The application \"{title}\" ({programme}) was not signed for your organisation in time, and is a draft again. "
                    + "Speak to your signatory and send it again.\n\nNumber: {application}"),
            ViewApplication),
        ["application-returned"] = new(
            new("请补正申请材料：{title}", "Please correct your application: {title}"),
            new("您的申请“{title}”（{programme}）需要补正以下内容：\n\n{items}\n\n请于 {due}（北京时间）前上传补正材料或修改申请表字段并重新提交，"
                + "逾期将不予通过。\n\n申请编号：{application}",
                "Your application \"{title}\" ({programme}) needs these corrections:\n\n{items}\n\n"
                    + "Upload the documents, change the fields and submit again by {due} (Beijing time); "
                    + "after that the application is rejected.\n\nNumber: {application}"),
            ViewApplication),
        ["application-postponed"] = new(
            new("补正时间延后：{title}", "More time for your corrections: {title}"),
            new("国务院办公厅公布的节假日安排调整了工作日，您的申请“{title}”（{programme}）的补正截止时间延后至 {due}（北京时间）。\n\n申请编号：{application}",
                "The State Council's holiday notice has moved working days: the corrections of your application \"{title}\" ({programme}) "
                    + "are due later now, by {due} (Beijing time).\n\nNumber: {application}"),
            ViewApplication),
        ["application-extended"] = new(
            new("补正时间延长：{title}", "Your extension is granted: {title}"),
            new("您的申请“{title}”（{programme}）的补正时间已按您的申请延长至 {due}（北京时间）。本次补正不能再次延期。\n\n申请编号：{application}",
                "As you asked, the corrections of your application \"{title}\" ({programme}) are now due by {due} (Beijing time). "
                    + "This round cannot be extended again.\n\nNumber: {application}"),
            ViewApplication),
        ["application-approved"] = new(
            new("申请已通过：{title}", "Application approved: {title}"),
            new("您的申请“{title}”（{programme}）已通过评审。\n\n申请编号：{application}",
                "Your application \"{title}\" ({programme}) has been approved.\n\nNumber: {application}"),
            ViewApplication),
        ["application-rejected"] = new(
            new("申请未通过：{title}", "Application not approved: {title}"),
            new("您的申请“{title}”（{programme}）未通过评审。\n\n原因：{reason}\n\n申请编号：{application}",
                "Your application \"{title}\" ({programme}) was not approved.\n\nReason: {reason}\n\nNumber: {application}"),
            ViewApplication),
        ["application-rejected-with-appeal"] = new(
            new("申请未通过：{title}", "Application not approved: {title}"),
            new("您的申请“{title}”（{programme}）未通过评审。\n\n原因：{reason}\n\n{appeal}\n\n申请编号：{application}",
                "Your application \"{title}\" ({programme}) was not approved.\n\nReason: {reason}\n\n{appeal}\n\nNumber: {application}"),
            ViewApplication),
        ["appeal-received"] = new(
            new("复议申请已收到：{title}", "Your appeal has arrived: {title}"),
            new("您已于 {at}（北京时间）对申请“{title}”（{programme}）的评审结果提出复议。复议由未参与此前评审的人员审查，结论将另行发送。\n\n"
                    + "申请编号：{application}",
                "Your appeal against the rejection of \"{title}\" ({programme}) arrived at {at} (Beijing time). A person who had no part "
                    + "in the review examines it; you get another letter with the ruling.\n\nNumber: {application}"),
            ViewApplication),
        ["appeal-dismissed"] = new(
            new("复议不成立：{title}", "Your appeal is dismissed: {title}"),
            new("您对申请“{title}”（{programme}）提出的复议不成立，维持原评审结果。\n\n理由：{reason}\n\n申请编号：{application}",
                "Your appeal against the rejection of \"{title}\" ({programme}) is dismissed: the rejection stays.\n\nReason: {reason}\n\n"
                    + "Number: {application}"),
            ViewApplication),
        ["appeal-upheld"] = new(
            new("复议成立：{title}", "Your appeal is upheld: {title}"),
            new("您对申请“{title}”（{programme}）提出的复议成立。申请由未参与此前评审的人员从未通过的阶段起重新评审，重新评审的结果为最终结果。"
                    + "\n\n理由：{reason}\n\n申请编号：{application}",
                "Your appeal against the rejection of \"{title}\" ({programme}) is upheld. People who had no part in the review before "
                    + "review the application again from the stage that rejected it; their outcome is final.\n\nReason: {reason}\n\n"
                    + "Number: {application}"),
            ViewApplication),
        ["objection-received"] = new(
            new("已收到您的异议：{title}", "Your objection has arrived: {title}"),
            new("您对“{title}”（{programme}，{organisation}）公示提出的异议已收到，核查后将答复您。您的身份保密。",
                "Your objection to the public notice of \"{title}\" ({programme}, {organisation}) has arrived. It will be examined and "
                    + "answered; who you are stays confidential.")),
        ["objection-answered"] = new(
            new("对您异议的答复：{title}", "The answer to your objection: {title}"),
            new("您对“{title}”（{programme}，{organisation}）公示提出的异议已核查：{ruling}。\n\n{answer}",
                "Your objection to the public notice of \"{title}\" ({programme}, {organisation}) was examined: {ruling}.\n\n{answer}")),
        ["objection-over"] = new(
            new("公示已终止：{title}", "The notice ended early: {title}"),
            new("“{title}”（{programme}，{organisation}）的申请已撤回，您的异议无需再核查。",
                "The application \"{title}\" ({programme}, {organisation}) was withdrawn; your objection needs no ruling any more.")),
        ["appointment-offered"] = new(
            new("预约（{step}）：{title}", "Appointment ({step}): {title}"),
            new("您的申请“{title}”（{programme}）安排了以下预约：{step}。\n\n{details}\n\n请于 {due}（北京时间）前确认或申请改期；"
                + "到期未答复即视为确认。日历文件见附件。\n\n申请编号：{application}",
                "An appointment is offered for your application \"{title}\" ({programme}): {step}.\n\n{details}\n\n"
                    + "Confirm it or ask for another day by {due} (Beijing time); without an answer by then it counts as confirmed. "
                    + "A calendar file is attached.\n\nNumber: {application}"),
            ViewApplication),
        ["appointment-confirmed"] = new(
            new("预约已确认（{step}）：{title}", "Appointment confirmed ({step}): {title}"),
            new("您的申请“{title}”（{programme}）的以下预约已确认：{step}。\n\n{details}\n\n日历文件见附件。\n\n申请编号：{application}",
                "This appointment for your application \"{title}\" ({programme}) is confirmed: {step}.\n\n{details}\n\n"
                    + "A calendar file is attached.\n\nNumber: {application}"),
            ViewApplication),
        ["appointment-cancelled"] = new(
            new("预约已取消（{step}）：{title}", "Appointment cancelled ({step}): {title}"),
            new("您的申请“{title}”（{programme}）的以下预约已取消：{step}。\n\n{details}\n\n申请编号：{application}",
                "This appointment for your application \"{title}\" ({programme}) is cancelled: {step}.\n\n{details}"
                    + "\n\nNumber: {application}"),
            ViewApplication),
        ["appointment-attended"] = new(
            new("请参加（{step}）：{title}", "You attend ({step}): {title}"),
            new("请参加以下预约：{step}。\n\n项目：{programme}\n申请：{title}\n{details}\n\n"
                + "申请人可能在 {due}（北京时间）前申请改期；如有变化另行通知。日历文件见附件。",
                "You are to attend this appointment: {step}.\n\nProgramme: {programme}\nApplication: {title}\n{details}\n\n"
                    + "The applicant may ask for another day by {due} (Beijing time); you get a letter if it changes. "
                    + "A calendar file is attached.")),
        ["appointment-dropped"] = new(
            new("无需参加（{step}）：{title}", "You need not attend ({step}): {title}"),
            new("您无需参加以下预约：{step}。\n\n项目：{programme}\n申请：{title}\n{details}",
                "You need not attend this appointment any more: {step}.\n\nProgramme: {programme}\nApplication: {title}\n{details}")),
        ["referral-answered"] = new(
            new("对接机构已答复：{title}", "An institution answered: {title}"),
            new("您的申请“{title}”（{programme}）有机构答复：{institution}。\n\n{details}\n\n"
                + "机构的答复不是准入许可，也不是贷款或投资承诺。\n\n申请编号：{application}",
                "An institution answered about your application \"{title}\" ({programme}): {institution}.\n\n{details}\n\n"
                    + "An institution's answer is no admission to the market, and no commitment to lend or invest.\n\n"
                    + "Number: {application}"),
            ViewApplication),
        ["selection-reserve"] = new(
            new("已列入备选名单：{title}", "On the reserve list: {title}"),
            new("您的申请“{title}”（{programme}）已列入备选名单。如有入选申请退出，可能递补入选；名单至 {due}（北京时间）结束，届时将告知结果。\n\n"
                + "申请编号：{application}",
                "Your application \"{title}\" ({programme}) is on the reserve list. It may follow where a selected one leaves; the list "
                    + "ends on {due} (Beijing time), and you will be told the result.\n\nNumber: {application}"),
            ViewApplication),
        ["report-refused"] = new(
            new("未接收：{title}", "Refused: {title}"),
            new("“{title}”的文件“{fileName}”有 {count} 处错误，没有接收任何数据。\n\n{faults}\n\n请登录后在统计报表页面查看全部错误，修改后重新上传。",
                "The file \"{fileName}\" of \"{title}\" has {count} faults, and none of it was taken.\n\n"
                    + "{faults}\n\n"
                    + "Sign in to see all of them on the page of the report, correct the file and upload it again.")),
        ["report-questioned"] = new(
            new("请说明数据变动：{title}", "Please explain your figures: {title}"),
            new("“{title}”的文件“{fileName}”有 {count} 个数值与上期相比变动过大，说明后方可接收。\n\n{faults}\n\n请登录后在统计报表页面填写说明，或更正后重新上传。",
                "In the file \"{fileName}\" of \"{title}\", {count} figures jump against the last period; "
                    + "it is taken once they are explained.\n\n{faults}\n\n"
                    + "Sign in and explain them on the page of the report, or upload a corrected file.")),
        ["report-missing"] = new(
            new("请填报：{title}", "Please report: {title}"),
            new("{organisation}近期填报过统计数据，但尚未填报“{title}”。\n\n统计数据将于 {due}（北京时间）发布。请在此前登录填报，没有发生额的请填 0：\n\n{page}",
                "{organisation} reported lately, but the \"{title}\" is missing.\n\n"
                    + "The statistics are released on {due} (Beijing time). Sign in before and report; enter 0 where there was nothing:"
                    + "\n\n{page}")),
        ["document-rejected"] = new(
            new("材料未通过检查：{title}", "A document was not accepted: {title}"),
            new("您的申请“{title}”的材料“{document}”未通过检查。\n\n原因：{reason}\n\n请重新上传。\n\n申请编号：{application}",
                "The document \"{document}\" of your application \"{title}\" was not accepted.\n\nReason: {reason}\n\nUpload it again."
                    + "\n\nNumber: {application}"),
            ViewApplication),
    }.ToFrozenDictionary();

    private static LocalizedText Decide => new("查看并决定", "Review and decide");

    internal static LocalizedText ViewApplication => new("查看申请", "View the application");

    public static IEnumerable<string> Names => All.Keys;

    /// <exception cref="UnwritableLetterException">There is no such template.</exception>
    public static Template Find(string name) =>
        All.GetValueOrDefault(name) ?? throw new UnwritableLetterException($"No mail template is named '{name}'.");

    /// <summary>The text with its values. A value is never read as a pattern itself.</summary>
    /// <exception cref="UnwritableLetterException">A value is missing.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Slot().Replace(text, slot =>
        values.GetValueOrDefault(slot.Groups[1].Value)
            ?? throw new UnwritableLetterException($"The letter has no value '{slot.Groups[1].Value}'."));

    [GeneratedRegex(@"\{([a-z][A-Za-z]*)\}")]
    private static partial Regex Slot();
}
