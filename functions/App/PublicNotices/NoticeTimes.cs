using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Reviews;

namespace FunctionsApp.PublicNotices;

/// <summary>The times of a notice. None depends on an objection.</summary>
public static class NoticeTimes
{
    /// <summary>Until when objections are taken, exclusive; later where a holiday notice has made it later since it was opened.</summary>
    public static DateTimeOffset Ends(NoticeSpan span, WorkingCalendar calendar)
    {
        var counted = calendar.Due(span.OpenedAt, span.WorkingDays);
        return (counted > span.Promised ? counted : span.Promised).ToUniversalTime();
    }

    /// <summary>When the stage ends, unless an objection is still undecided.</summary>
    public static DateTimeOffset Result(NoticeSpan span, WorkingCalendar calendar) =>
        calendar.Due(Ends(span, calendar), span.ExaminationWorkingDays);

    /// <summary>An examiner's time: however late an objection comes, its delegate's time ends with that of the examination.</summary>
    public static LadderPolicy Ladder(PublicNotice notice)
    {
        var own = notice.Span.ExaminationWorkingDays - notice.Examiners.DelegateWorkingDays;
        return new LadderPolicy.WorkingDays(own, own > 1 ? 1 : 0, notice.Examiners.DelegateWorkingDays);
    }

    /// <summary>Whether it is shown as open, and takes objections.</summary>
    public static bool IsOpen(NoticeSpan span, StageOutcome? outcome, WorkingCalendar calendar, DateTimeOffset now) =>
        outcome is null && now < Ends(span, calendar);
}
