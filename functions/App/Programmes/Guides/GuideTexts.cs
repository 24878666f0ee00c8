using System.Globalization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Words of the pages of yearly guides.</summary>
public static class GuideTexts
{
    public static readonly LocalizedText Guides = new("年度申请指南", "Yearly guides");
    public static readonly LocalizedText None = new("还没有指南。", "There are no guides yet.");
    public static readonly LocalizedText New = new("拟定新指南", "Draft a guide");
    public static readonly LocalizedText Start = new("开始填写", "Start");
    public static readonly LocalizedText Edit = new("修改指南草稿", "Change a draft of a guide");
    public static readonly LocalizedText Guide = new("指南", "Guide");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Version = new("定义版本", "Version of the definition");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Year = new("年度", "Year");
    public static readonly LocalizedText Name = new("批次名称", "Name of the call");
    public static readonly LocalizedText NameHint = new("一年有多份指南时填写，例如“第二批”", "Where a year has several, for example “second batch”");
    public static readonly LocalizedText Opens = new("开始受理日", "First day");
    public static readonly LocalizedText Closes = new("截止日", "Last day");
    public static readonly LocalizedText ClosesHint = new("含当日；常年受理的不填", "Inclusive; leave it out for a call without an end");
    public static readonly LocalizedText Yuan = new("元；不拨付资金的项目不填", "Yuan; leave it out where nothing is granted");
    public static readonly LocalizedText Documents = new("材料要求", "Documents");
    public static readonly LocalizedText Stages = new("审核阶段", "Stages of the review");
    public static readonly LocalizedText AsDefined = new("与项目定义相同", "As the definition has it");
    public static readonly LocalizedText Saved = new("草稿已保存。", "The draft is saved.");
    public static readonly LocalizedText Publish = new("发布", "Publish");
    public static readonly LocalizedText Check = new("预览并发布", "Preview and publish");
    public static readonly LocalizedText PublishIntro = new(
        "发布后内容不能再改：截止日只能延长一次，开始受理前可以撤回。申请单位将看到以下内容：",
        "Once published it stays as it is: its last day can be made a later one once, and it can be withdrawn before it opens. "
            + "Applicants will see this:");

    public static readonly LocalizedText WasPublished = new("指南已发布。", "The guide is published.");
    public static readonly LocalizedText Withdraw = new("撤回指南", "Withdraw the guide");
    public static readonly LocalizedText WithdrawIntro = new("撤回后不能恢复。", "A guide that is withdrawn cannot be restored.");
    public static readonly LocalizedText WasWithdrawn = new("指南已撤回。", "The guide is withdrawn.");
    public static readonly LocalizedText Extend = new("延长受理时间", "Make the last day a later one");
    public static readonly LocalizedText ExtendIntro = new("只能延长一次，原因对外公布。", "This can be done once; the public reads the reason.");
    public static readonly LocalizedText NewCloses = new("新的截止日", "New last day");
    public static readonly LocalizedText Reason = new("延长原因", "Reason");
    public static readonly LocalizedText WasExtended = new("受理时间已延长。", "The last day is a later one.");
    public static readonly LocalizedText Before = new("原截止日", "Last day before");
    public static readonly LocalizedText Back = new("返回指南列表", "Back to the list");

    public static LocalizedText Of(GuideStatus status) => status switch
    {
        GuideStatus.Draft => new("草稿", "Draft"),
        GuideStatus.Published => new("已发布", "Published"),
        _ => new("已撤回", "Withdrawn"),
    };

    /// <summary>The year, and the name among the calls of it.</summary>
    public static LocalizedText TitleOf(AnnualGuide guide)
    {
        var year = ProgrammeTexts.Year(guide.Terms);
        return guide.Name is { } name ? new($"{year.Chinese}（{name.Chinese}）", $"{year.English} ({name.English})") : year;
    }

    /// <summary>A member of <see cref="StageOverride"/>.</summary>
    public static LocalizedText Member(string member) => member switch
    {
        "workingDays" => new("工作日", "working days"),
        "assignees" => new("人数", "people asked"),
        "approvals" => new("同意票数", "approvals needed"),
        "quorum" => new("最少评分表数", "sheets that suffice"),
        _ => new("通过分数", "points to pass"),
    };

    /// <summary>What the definition has where the guide leaves a member out.</summary>
    public static LocalizedText OwnIs(decimal own)
    {
        var text = own.ToString("0.##", CultureInfo.InvariantCulture);
        return new($"定义为 {text}；不填则不变", $"{text} in the definition, which counts where you leave it out");
    }

    /// <summary>What was done on the page before, by the name in the address; null for any other name.</summary>
    public static LocalizedText? Done(string? name) => name switch
    {
        "saved" => Saved,
        "published" => WasPublished,
        "withdrawn" => WasWithdrawn,
        "extended" => WasExtended,
        _ => null,
    };
}
