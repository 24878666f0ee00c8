using FunctionsApp.Applications;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applying;

/// <summary>Words of the page of an organisation's applications.</summary>
public static class MyApplicationsTexts
{
    public static readonly LocalizedText Mine = new("我的申请", "My applications");
    public static readonly LocalizedText All = new("全部", "All");
    public static readonly LocalizedText None = new("贵单位还没有申请。", "Your organisation has no applications yet.");
    public static readonly LocalizedText NoneOfStatus = new("没有该状态的申请。", "There is no application with this status.");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Created = new("创建时间", "Created");
    public static readonly LocalizedText ToDo = new("现在要做", "What to do now");
    /// <param name="lead">The organisation that applies.</param>
    public static LocalizedText AsPartner(string lead) => new($"联合申报，牵头单位：{lead}", $"As a partner of {lead}");

    public static readonly LocalizedText Open = new("查看可申报的项目", "See the programmes");
    public static readonly LocalizedText Organisation = new("机构信息与通知方式", "Your organisation, and where letters go");

    /// <summary>What its applicant is to do now, and until when.</summary>
    public static LocalizedText Do(ApplicationLine line, Guide guide, DateOnly today) => line switch
    {
        { Lead: not null } => new("无：由牵头单位办理", "Nothing: the applicant sees to it"),
        { Status: ApplicationStatus.Draft } when !guide.IsOpen(today) => new("受理期外，不能提交", "Nothing: the guide is not open"),
        { Status: ApplicationStatus.Draft } when guide.Closes is { } closes
            && PageTexts.DaysLeft(closes.DayNumber - today.DayNumber) is var left =>
                new($"填完并提交，{left.Chinese}", $"Complete and submit: {left.English}"),
        { Status: ApplicationStatus.Draft } => new("填完并提交", "Complete and submit"),
        { Status: ApplicationStatus.Returned, Due: { } due } when PageTexts.Time(due) is var time =>
            new($"请于{time.Chinese}前补正", $"Correct by {time.English}"),
        { Status: ApplicationStatus.Returned } => new("请补正", "Correct it"),
        { Status: ApplicationStatus.Consenting } => new("等待联合申报单位同意", "Wait for your partners"),
        { Status: ApplicationStatus.Signing } => new("等待单位签署", "Wait for your organisation's signature"),
        { Status: ApplicationStatus.Submitted } => new("等待评审", "Wait for the review"),
        _ => new("无", "Nothing"),
    };
}
