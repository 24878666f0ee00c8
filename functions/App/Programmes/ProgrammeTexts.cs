using System.Globalization;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Programmes;

/// <summary>How a programme reads to people.</summary>
public static class ProgrammeTexts
{
    public static readonly LocalizedText Programmes = new("项目申报", "Programmes");
    public static readonly LocalizedText Intro = new(
        "每个项目类别按年度指南受理申请。", "Each programme takes applications under its yearly guide.");

    public static readonly LocalizedText All = new("全部项目类别", "All programmes");
    public static readonly LocalizedText Calendar = new("申报日历", "Calendar of calls");
    public static readonly LocalizedText Subscribe = new("订阅申报日历（iCalendar）", "Subscribe to the calendar of calls (iCalendar)");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Opens = new("开始受理", "Opens");
    public static readonly LocalizedText Closes = new("截止", "Closes");
    public static readonly LocalizedText StateOf = new("状态", "State");
    public static readonly LocalizedText Standing = new("常年受理", "Open all year");
    public static readonly LocalizedText Apply = new("申请", "Apply");
    public static readonly LocalizedText Guide = new("申请指南", "Guide");
    public static readonly LocalizedText Version = new("版本", "Version");
    public static readonly LocalizedText Window = new("受理时间", "Open");
    public static readonly LocalizedText Budget = new("年度预算", "Budget of the year");
    public static readonly LocalizedText Maximum = new("单项申请上限", "At most for one application");
    public static readonly LocalizedText Minimum = new("单项申请下限", "At least for one application");
    public static readonly LocalizedText AllGuides = new("已发布的年度申请指南", "Published yearly guides");
    public static readonly LocalizedText Measures = new("政策条款", "Measures");
    public static readonly LocalizedText SectorsOf = new("适用领域", "Sectors");
    public static readonly LocalizedText AllSectors = new("全部领域", "All sectors");
    public static readonly LocalizedText IsOpen = new("正在受理", "Open now");
    public static readonly LocalizedText NotYet = new("尚未开始", "Not yet open");
    public static readonly LocalizedText IsClosed = new("已截止", "Closed");
    public static readonly LocalizedText PartnersConsent = new(
        "联合申报的，提交后先征求各联合申报单位同意，全部同意后进入下一步。",
        "Partners of a joint application are asked for their consent once it is submitted; the next step follows when all consent.");

    public static readonly LocalizedText Signed = new(
        "申请须由贵单位签署人（法定代表人或单位管理员）审核签署后，评审开始。",
        "One of your organisation's signatories signs the application before the review begins.");

    public static readonly LocalizedText Review = new("由谁审核", "Who decides");
    public static readonly LocalizedText Diagram = new("审核流程图", "Diagram of the review");
    public static readonly LocalizedText Submitted = new("提交", "Submitted");
    public static readonly LocalizedText Decided = new("作出决定", "Decision");
    public static readonly LocalizedText Outside = new("不在本系统办理", "Not held here");
    public static readonly LocalizedText Automatic = new("系统自动检查", "Checked by the system");
    public static readonly LocalizedText Conditions = new("申报条件", "Conditions to apply");
    public static readonly LocalizedText Form = new("需要填写", "What the form asks");
    public static readonly LocalizedText Documents = new("需要上传", "Documents to upload");
    public static readonly LocalizedText Document = new("材料", "Document");
    public static readonly LocalizedText Formats = new("格式", "Formats");
    public static readonly LocalizedText Limit = new("大小上限", "Largest size");
    public static readonly LocalizedText Need = new("要求", "Needed");
    public static readonly LocalizedText Required = new("必交", "Required");
    public static readonly LocalizedText Optional = new("可选", "Optional");
    public static readonly LocalizedText Conditional = new("视填写内容而定", "Depends on your answers");
    public static readonly LocalizedText Calculated = new("自动计算", "Calculated");
    public static readonly LocalizedText NoForm = new("无需填写表格。", "No form is asked for.");

    public static LocalizedText Year(Guide guide) => new($"{guide.Year}年度申请指南", $"Guide of {guide.Year}");

    public static LocalizedText Days(Guide guide)
    {
        var (from, to) = (Pages.PageTexts.Day(guide.Opens), guide.Closes is { } closes ? Pages.PageTexts.Day(closes) : null);
        return to is null
            ? new($"{from.Chinese}起，常年受理", $"from {from.English}, without an end")
            : new($"{from.Chinese}至{to.Chinese}", $"{from.English} to {to.English}");
    }

    /// <summary>What an applicant has to know about the call on a day.</summary>
    public static LocalizedText State(Guide guide, DateOnly day)
    {
        if (!guide.IsOpen(day)) return day < guide.Opens ? NotYet : IsClosed;
        if (guide.Closes is not { } closes) return IsOpen;
        var left = Pages.PageTexts.DaysLeft(closes.DayNumber - day.DayNumber);
        return new($"{IsOpen.Chinese}，{left.Chinese}", $"{IsOpen.English}, {left.English}");
    }

    /// <summary>Who decides a stage, and in what time.</summary>
    public static LocalizedText Who(StageDefinition stage)
    {
        if (!stage.IsHeld) return OutsideTexts.Of(stage);
        if (stage is PublicNoticeDefinition notice) return new(
            $"向社会公示{notice.WorkingDays}个工作日，期满核定{notice.ExaminationWorkingDays}个工作日",
            $"On public notice for {notice.WorkingDays} working days, confirmed in {notice.ExaminationWorkingDays} more");
        if (stage is ReferralDefinition { ReferTo: { } institutions } referral) return new(
            $"{institutions.Count}家机构，各{referral.WorkingDays}个工作日答复",
            $"{institutions.Count} institutions answer, {referral.WorkingDays} working days each");
        if (stage is SelectionDefinition { Role: { } selects } selection) return Selected(selection, RoleTexts.Name(selects));
        if (stage is not PeopleDefinition { Role: { } role } people) return Automatic;
        var name = RoleTexts.Name(role);
        var how = people switch
        {
            PanelDefinition panel => Scored(panel),
            VotingDefinition vote => new(
                $"{vote.Assignees}人中{vote.Approvals}人同意", $"{vote.Approvals} of {vote.Assignees} approve"),
            AppointmentDefinition => new LocalizedText("预约后报告", "reports after an appointment"),
            _ => new LocalizedText($"{people.Assignees}人", $"{people.Assignees} asked"),
        };
        return new(
            $"{name.Chinese}，{how.Chinese}，{people.WorkingDays}个工作日",
            $"{name.English}, {how.English}, {people.WorkingDays} working days");
    }

    private static LocalizedText Scored(PanelDefinition panel)
    {
        var mark = panel.PassMark.ToString("0.##", CultureInfo.InvariantCulture);
        return new($"{panel.Assignees}人评分，{mark}分通过", $"{panel.Assignees} score, {mark} points pass");
    }

    private static LocalizedText Selected(SelectionDefinition selection, LocalizedText role) => selection.Places is { } places
        ? new($"{role.Chinese}按评审得分择优{places}项", $"{role.English} selects the best {places} by their scores")
        : new($"{role.Chinese}按评审得分在预算内择优", $"{role.English} selects by the scores, within the budget");

    public static LocalizedText Corrected(SupplementRule rule) => rule.Rounds == 0
        ? new("申请不退回补正。", "Applications are not returned for corrections.")
        : new(
            $"申请最多退回补正{rule.Rounds}次，每次{rule.WorkingDays}个工作日{Extended(rule).Chinese}。",
            $"An application may be returned for corrections at most {rule.Rounds} times, with {rule.WorkingDays} working days each time"
                + $"{Extended(rule).English}.");

    private static LocalizedText Extended(SupplementRule rule) => rule.ExtensionWorkingDays == 0 ? new("", "")
        : new($"，可申请延期一次，延长{rule.ExtensionWorkingDays}个工作日", $" and {rule.ExtensionWorkingDays} more on request");

    public static string Name(DocumentFormat format) => format.ToString().ToUpperInvariant();

    /// <summary>Bytes as people count them.</summary>
    public static string Size(long bytes) => bytes >= 1024 * 1024
        ? $"{(bytes / 1048576m).ToString("0.#", CultureInfo.InvariantCulture)} MB" : $"{Math.Max(1, bytes / 1024)} KB";

    public static LocalizedText Asked(Field field)
    {
        var note = field is CalculatedField ? Calculated : field.When is not null ? Conditional : field.Required ? null : Optional;
        return note is null ? field.Label : new(
            $"{field.Label.Chinese}（{note.Chinese}）", $"{field.Label.English} ({note.English.ToLowerInvariant()})");
    }

    public static LocalizedText Needed(DocumentSlot slot) =>
        slot.When is not null ? Conditional : slot.Required ? Required : Optional;
}
