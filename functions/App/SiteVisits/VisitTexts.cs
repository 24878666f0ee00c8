using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits;

/// <summary>Words of the pages and letters of an appointment.</summary>
public static class VisitTexts
{
    public static readonly LocalizedText Appointment = new("预约", "Appointment");
    public static readonly LocalizedText Begins = new("开始时间", "Begins");
    public static readonly LocalizedText Ends = new("结束时间", "Ends");
    public static readonly LocalizedText TimeHint = new("北京时间，须为工作日", "Beijing time, on a working day");
    public static readonly LocalizedText When = new("时间", "When");
    public static readonly LocalizedText Place = new("地点", "Place");
    public static readonly LocalizedText Link = new("会议链接", "Link");
    public static readonly LocalizedText PlaceHint = new("地点和会议链接至少填写一项", "A place, a link, or both");
    public static readonly LocalizedText Attendees = new("参加人员", "Attendees");
    public static readonly LocalizedText AttendeesHint = new(
        "除您以外的官员和专家，每行一人，填写姓名或编号；申请人会看到姓名",
        "Officers and experts beside you, a line each, by name or id; the applicant reads the names");

    public static readonly LocalizedText Preparation = new("需要准备", "What to prepare");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText AnswerBy = new("答复期限", "Answer by");
    public static readonly LocalizedText Moves = new("申请人申请改期", "The applicant asked for another day");
    public static readonly LocalizedText Reasons = new("改期原因", "Reasons for another day");
    public static readonly LocalizedText Days = new("可行的日期", "Days that would do");
    public static readonly LocalizedText DaysHint = new("最多三个工作日", "Up to three working days");
    public static readonly LocalizedText Reply = new("您的答复", "Your answer");
    public static readonly LocalizedText Send = new("提交答复", "Send the answer");
    public static readonly LocalizedText Calendar = new("添加到日历（iCalendar 文件）", "Add to your calendar (iCalendar file)");
    public static readonly LocalizedText None = new("没有预约。", "There is no appointment.");
    public static readonly LocalizedText Report = new("报告", "Report");
    public static readonly LocalizedText Result = new("结论", "Result");
    public static readonly LocalizedText Summary = new("总体意见", "Summary");
    public static readonly LocalizedText SummaryHint = new(
        "结论为不通过时告知申请人，不含您的姓名；退回前序阶段时为退回原因",
        "The applicant reads it, without your name, where the result is not passed; it is the reason of a sending back");

    public static readonly LocalizedText Correctable = new(
        "预约已提出。开始前可以更改：申请人和参加人员会收到新的通知。",
        "The appointment is offered. You can change it until it begins: the applicant and the attendees get a new letter.");

    public static readonly LocalizedText Silence = new(
        "到期未答复即视为确认。", "Without an answer by then it counts as confirmed.");

    public static readonly LocalizedText NoMoreMoves = new(
        "改期次数已用完，预约由主管部门确定。", "It was moved as often as it may be: the officer has decided.");

    /// <summary>What an assignment calls the matter.</summary>
    public static LocalizedText Step(string kind, AppointmentDefinition stage)
    {
        var title = stage.Title;
        if (kind == VisitTimes.Offering) return new($"{title.Chinese}：安排时间", $"{title.English}: offer an appointment");
        return stage is DefenceDefinition
            ? new($"{title.Chinese}：提交纪要", $"{title.English}: minutes") : new($"{title.Chinese}：提交报告", $"{title.English}: report");
    }

    /// <summary>Who attends, in a line.</summary>
    /// <param name="names">The officer in charge first.</param>
    /// <param name="experts">Beside them.</param>
    public static string People(IReadOnlyList<string> names, int experts, Language language)
    {
        var counted = new LocalizedText($"专家{experts}人", $"{experts} experts").In(language);
        return Listed(experts == 0 ? names : names.Append(counted), language);
    }

    /// <summary>Which experts attend without being named.</summary>
    public static LocalizedText ByThemselves(IEnumerable<string> names, Language language)
    {
        var listed = Listed(names, language);
        return new($"评分专家无需填写，自动参加：{listed}", $"The experts who scored attend without being named: {listed}");
    }

    public static LocalizedText Name(AppointmentState state) => state switch
    {
        AppointmentState.Offered => new("待您确认", "Waits for your answer"),
        AppointmentState.Confirmed => new("已确认", "Confirmed"),
        AppointmentState.MoveAsked => new("已申请改期", "Another day was asked for"),
        AppointmentState.Cancelled => new("已取消", "Cancelled"),
        AppointmentState.Reported => new("已举行", "Held"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static LocalizedText Name(AppointmentReply reply) => reply switch
    {
        AppointmentReply.Confirm => new("确认参加", "Confirm it"),
        AppointmentReply.Move => new("申请改期", "Ask for another day"),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    public static LocalizedText Name(VisitResult result) => result switch
    {
        VisitResult.Passed => new("通过", "Passed"),
        VisitResult.Failed => new("不通过", "Not passed"),
        VisitResult.Repeat => new("需再次安排", "Another appointment is needed"),
        VisitResult.SendBack => ReviewTexts.Name(DecisionKind.SendBack),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>Why a stage without a report rejects.</summary>
    public static LocalizedText NotHeld(LocalizedText stage) => new(
        $"“{stage.Chinese}”未在规定期限内完成", $"\"{stage.English}\" was not completed in time");

    /// <summary>Day and hours of an appointment, Beijing time.</summary>
    public static LocalizedText SpanOf(AppointmentTerms terms)
    {
        var (day, from, to) = (PageTexts.Day(BeijingTime.Day(terms.Begins)), Clock(terms.Begins), Clock(terms.Ends));
        return new($"{day.Chinese} {from}–{to}", $"{day.English}, {from}–{to} (Beijing time)");
    }

    /// <summary>An appointment as a letter and a calendar state it, a line for each thing.</summary>
    public static IReadOnlyList<string> Lines(AppointmentEntry entry, Language language)
    {
        var terms = entry.Appointment.Terms;
        (LocalizedText Name, string? Value)[] lines =
        [
            (When, SpanOf(terms).In(language)), (Place, terms.Place), (Link, terms.Link),
            (Attendees, People(entry.People, entry.Experts, language)), (Preparation, terms.Preparation),
        ];
        return [.. lines.Where(line => line.Value is not null).Select(line => $"{line.Name.In(language)}{language.Colon()}{line.Value}")];
    }

    private static string Listed(IEnumerable<string> names, Language language) =>
        string.Join(language.Comma(), names);

    private static string Clock(DateTimeOffset at) => at.ToOffset(BeijingTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture);
}
