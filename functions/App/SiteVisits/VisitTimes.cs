using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.SiteVisits;

/// <summary>What the officer in charge is asked, and the times of an appointment.</summary>
public static class VisitTimes
{
    /// <summary>Kind of the question that asks for an appointment.</summary>
    public const string Offering = "appointment";

    /// <summary>Kind of the question that asks for the report.</summary>
    public const string Reporting = "visitreport";

    public static LadderPolicy Ladder(AppointmentDefinition stage, string kind)
    {
        var days = kind == Offering ? stage.OfferWorkingDays : stage.ReportWorkingDays;
        return new LadderPolicy.WorkingDays(days, Math.Min(stage.ReminderWorkingDays, days - 1), stage.DelegateWorkingDays);
    }

    /// <summary>The first day on which an appointment may be, that is offered or wished for now.</summary>
    public static DateOnly Earliest(AppointmentDefinition stage, WorkingCalendar calendar, DateTimeOffset now) =>
        calendar.Add(BeijingTime.Day(now), stage.AheadWorkingDays);

    /// <summary>Until when the applicant answers, UTC.</summary>
    public static DateTimeOffset AnswerBy(AppointmentDefinition stage, WorkingCalendar calendar, DateTimeOffset begins) =>
        BeijingTime.Deadline(calendar.Subtract(BeijingTime.Day(begins), stage.ConfirmWorkingDays)).ToUniversalTime();
}
