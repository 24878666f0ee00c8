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
        "以下为拟通过的项目。本系统暂不受理异议，如有异议，请在公示期内以书面形式实名向主管部门提出。",
        "These applications are proposed for approval. Objections are not taken here yet: write to the department, with your real name, "
            + "while the notice is open.");

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
