using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.PublicNotices;

/// <summary>Words of the public notices.</summary>
public static class NoticeTexts
{
    public static readonly LocalizedText Notices = new("公示", "Public notices");
    public static readonly LocalizedText Notice = new("公示", "Public notice");
    public static readonly LocalizedText Intro = new(
        "以下为拟通过的项目。如有异议，请在公示期内实名提出。",
        "These applications are proposed for approval. If you object to one, say so by your real name while its notice is open.");

    public static readonly LocalizedText Open = new("正在公示", "Open now");
    public static readonly LocalizedText Ended = new("已结束", "Ended");
    public static readonly LocalizedText Withdrawn = new("已终止：申请人撤回申请", "Ended early: the applicant withdrew");
    public static readonly LocalizedText NoneOpen = new("目前没有正在公示的项目。", "No public notice is open now.");
    public static readonly LocalizedText NoneEnded = new("近一年没有已结束的公示。", "No public notice ended in the last year.");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Application = new("申请编号", "Application");
    public static readonly LocalizedText Organisation = new("申报单位", "Organisation");
    public static readonly LocalizedText Title = new("项目名称", "Project");
    public static readonly LocalizedText Amount = new("拟资助金额", "Amount");
    public static readonly LocalizedText Span = new("公示时间", "Shown");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText All = new("全部公示", "All public notices");
    public static readonly LocalizedText Feed = new("订阅公示（Atom）", "Subscribe to public notices (Atom)");
    public static readonly LocalizedText Author = new("高技术服务业促进计划", "High-tech services programme");

    public static readonly LocalizedText Object = new("提出异议", "Object");
    public static readonly LocalizedText ObjectIntro = new(
        "异议须实名提出。您的身份和异议内容仅核查人员可见，不会告知申请人；答复将发送至您的邮箱。",
        "You object by your real name. Only the examiner sees who you are and what you state, never the applicant. The answer is mailed "
            + "to you.");

    public static readonly LocalizedText Objected = new(
        "异议已收到，答复将发送至您的邮箱。", "Your objection has arrived; the answer will be mailed to you.");
    public static readonly LocalizedText RealName = new("真实姓名", "Real name");
    public static readonly LocalizedText Email = new("邮箱", "Mail address");
    public static readonly LocalizedText EmailHint = new("用于发送答复", "The answer goes there");
    public static readonly LocalizedText Phone = new("电话", "Telephone");
    public static readonly LocalizedText Grounds = new("异议理由", "Grounds");
    public static readonly LocalizedText GroundsHint = new("请写明事实和依据", "State the facts, and how they can be checked");
    public static readonly LocalizedText Signature = new("签名", "Signature");
    public static readonly LocalizedText SignatureHint = new("再次填写真实姓名", "Type your real name again");
    public static readonly LocalizedText Statement = new("声明", "Statement");
    public static readonly LocalizedText Confirm = new("本人保证所述属实", "What I state is true to the best of my knowledge");
    public static readonly LocalizedText Submit = new("提交异议", "Submit the objection");
    public static readonly LocalizedText Objector = new("异议人", "Objector");
    public static readonly LocalizedText Contact = new("联系方式", "Contact");
    public static readonly LocalizedText Received = new("收到时间", "Received");
    public static readonly LocalizedText Confidential = new(
        "异议人身份保密：请勿向申请人及他人透露。", "Who objects is confidential: pass it on to no one, the applicant least of all.");

    public static readonly LocalizedText RulingOf = new("核查结论", "Your ruling");
    public static readonly LocalizedText Reason = new("结论理由", "Reason");
    public static readonly LocalizedText ReasonHint = new(
        "异议成立时申请人会看到；不得透露异议人", "The applicant reads it if the objection is upheld; do not point to the objector");

    public static readonly LocalizedText Answer = new("给异议人的答复", "Answer to the objector");
    public static readonly LocalizedText AnswerHint = new("将发送至异议人的邮箱", "It is mailed to the objector");

    public static LocalizedText Name(Ruling ruling) => ruling switch
    {
        Ruling.Dismissed => new("异议不成立", "The objection is dismissed"),
        Ruling.Upheld => new("异议成立", "The objection is upheld"),
        _ => throw new ArgumentOutOfRangeException(nameof(ruling)),
    };

    public static LocalizedText Until(DateTimeOffset ends)
    {
        var time = PageTexts.Time(ends);
        return new($"公示至{time.Chinese}", $"open until {time.English}");
    }

    public static LocalizedText From(DateTimeOffset opened, DateTimeOffset ends)
    {
        var (from, to) = (PageTexts.Time(opened), PageTexts.Time(ends));
        return new($"{from.Chinese}至{to.Chinese}", $"{from.English} to {to.English}");
    }

    public static LocalizedText Yuan(decimal amount)
    {
        var text = amount.ToString("#,0.##", CultureInfo.InvariantCulture);
        return new($"{text} 元", $"{text} yuan");
    }

    public static LocalizedText StateOf(NoticeView notice) => notice.State switch
    {
        NoticeStatus.Open => Until(notice.Ends),
        NoticeStatus.Withdrawn => Withdrawn,
        _ => Ended,
    };
}
