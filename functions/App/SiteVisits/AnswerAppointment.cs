using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.SiteVisits;

/// <summary>An appointment is confirmed.</summary>
/// <param name="BySilence">No answer came in time.</param>
[ShownAs(Right.Course)]
public sealed record AppointmentConfirmed(string Stage, int Round, int Number, bool BySilence) : StageAnswered(Stage, Round);

/// <summary>The applicant asked for another day. The reasons are no fact.</summary>
[ShownAs(Right.Course)]
public sealed record AppointmentMoveAsked(string Stage, int Round, int Number, IReadOnlyList<DateOnly> Days) : StageAnswered(Stage, Round);

public enum AppointmentReply
{
    Confirm,

    /// <summary>Another day, with reasons.</summary>
    Move,
}

/// <summary>Body of an applicant's answer; the page's form sends the same by fields.</summary>
/// <param name="Edition">Of the appointment as it was read: an answer to other terms is refused.</param>
/// <param name="Reasons">Needed with Move.</param>
/// <param name="Days">With Move: up to three working days that would do. Form: <c>day.1</c> to <c>day.3</c>.</param>
public sealed record AppointmentForm(
    AppointmentReply? Reply, string? Edition,
    [property: TextLimit(AnswerAppointment.MaxReasons, Multiline = true, MayBeBlank = true)] string? Reasons = null,
    [property: Items(0, AnswerAppointment.MostDays)] IReadOnlyList<DateOnly>? Days = null)
{
    /// <summary>Name of the page's input of a day, 1, 2, 3.</summary>
    public static string DayInput(int number) => $"day.{number}";

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static AppointmentForm Of(IFormCollection form) => form.Read<AppointmentForm>() with
    {
        Days =
        [
            .. Enumerable.Range(1, AnswerAppointment.MostDays).Select(number => form[DayInput(number)].ToString())
                .Where(typed => !string.IsNullOrWhiteSpace(typed)).Select(Day),
        ],
    };

    private static DateOnly Day(string typed) => DateOnly.TryParseExact(
        typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : throw PlatformProblems.Invalid("days", "日期格式应为 2026-03-09", "must be written as 2026-03-09");
}

/// <summary>Takes the applicant's answer to an appointment.</summary>
public static class AnswerAppointment
{
    public const int MaxReasons = 1000;
    public const int MostDays = 3;

    /// <summary>Of one appointment; after them the officer decides.</summary>
    public const int MostMoves = 2;

    /// <param name="person">User id of the applicant's.</param>
    /// <exception cref="ProblemException">
    /// no-appointment, appointment-changed, appointment-late, appointment-moves, invalid-field.
    /// </exception>
    public static Change<VisitState> Decide(
        VisitState state, AppointmentForm form, string person, DateTimeOffset now, Func<string, AppointmentDefinition> stageOf,
        WorkingCalendar calendar)
    {
        if (state.Appointments.Where(each => each.IsLive).MaxBy(each => each.ChangedAt) is not { } appointment
            || appointment.Terms.Begins <= now) throw VisitProblems.NoAppointment.With();
        if (form.Reply is not { } reply || !Enum.IsDefined(reply)) throw PlatformProblems.Invalid(
            "reply", "请选择确认或申请改期", "choose to confirm it or to ask for another day");
        if (form.Edition != appointment.Edition) throw VisitProblems.AppointmentChanged.With();
        var days = form.Days ?? [];
        var reasons = string.IsNullOrWhiteSpace(form.Reasons) ? null : PlainText.Check("reasons", form.Reasons, MaxReasons);
        if (IsDone(appointment, reply, reasons, days)) return Change.None(state);
        if (appointment.State == AppointmentState.MoveAsked) throw VisitProblems.AppointmentChanged.With();
        if (now >= appointment.AnswerBy) throw VisitProblems.AppointmentLate.With();

        var (stage, round, number) = (appointment.Stage, appointment.Round, appointment.Number);
        if (reply == AppointmentReply.Confirm) return Change.To(
            state.With(appointment with { State = AppointmentState.Confirmed, ChangedAt = now.ToUniversalTime() }), person,
            new AppointmentConfirmed(stage, round, number, BySilence: false));
        if (appointment.Moves.Count >= MostMoves) throw VisitProblems.AppointmentMoves.With();
        if (reasons is null) throw PlatformProblems.Invalid("reasons", "请说明改期原因", "give the reasons for another day");
        RequireDays(days, VisitTimes.Earliest(stageOf(stage), calendar, now), calendar);
        var moved = appointment with
        {
            State = AppointmentState.MoveAsked,
            ChangedAt = now.ToUniversalTime(),
            Moves = [.. appointment.Moves, new MoveRequest(reasons, [.. days], now.ToUniversalTime())],
        };
        return Change.To(state.With(moved), person, new AppointmentMoveAsked(stage, round, number, [.. days]));
    }

    /// <summary>Silence confirms it once the time to answer is over; none before.</summary>
    public static Change<VisitState> BySilence(VisitState state, Appointment appointment, string actor, DateTimeOffset at) =>
        appointment.State != AppointmentState.Offered || at < appointment.AnswerBy ? Change.None(state)
        : Change.To(
            state.With(appointment with { State = AppointmentState.Confirmed, ChangedAt = at.ToUniversalTime() }), actor,
            new AppointmentConfirmed(appointment.Stage, appointment.Round, appointment.Number, BySilence: true));

    private static bool IsDone(Appointment appointment, AppointmentReply reply, string? reasons, IReadOnlyList<DateOnly> days) =>
        reply switch
        {
            AppointmentReply.Confirm => appointment.State == AppointmentState.Confirmed,
            _ => appointment is { State: AppointmentState.MoveAsked, Moves: [.., var asked] }
                && asked.Reasons == reasons && asked.Days.SequenceEqual(days),
        };

    private static void RequireDays(IReadOnlyList<DateOnly> days, DateOnly earliest, WorkingCalendar calendar)
    {
        if (days.Count > MostDays) throw PlatformProblems.Invalid("days", $"最多 {MostDays} 天", $"must be at most {MostDays} days");
        foreach (var day in days)
        {
            if (!calendar.IsWorkingDay(day) || day < earliest) throw PlatformProblems.Invalid(
                "days", $"须为 {earliest:yyyy-MM-dd} 或以后的工作日", $"must be working days, {earliest:yyyy-MM-dd} or later");
        }

        if (days.Distinct().Count() != days.Count) throw PlatformProblems.Invalid("days", "日期重复", "must be different days");
    }
}
