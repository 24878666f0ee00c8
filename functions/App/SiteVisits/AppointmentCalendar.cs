using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace FunctionsApp.SiteVisits;

/// <summary>What an appointment's calendar entry states, with names for ids.</summary>
/// <param name="Application">Its id.</param>
/// <param name="Title">Of the stage.</param>
/// <param name="Subject">Title of the application.</param>
/// <param name="People">Names: the officer in charge first.</param>
public sealed record AppointmentEntry(
    Appointment Appointment, string Application, LocalizedText Title, string Subject, IReadOnlyList<string> People)
{
    /// <summary>How many experts attend beside them, whom the reader does not see.</summary>
    public int Experts { get; init; }
}

/// <summary>An appointment as iCalendar (RFC 5545): one event, which later versions of it change or cancel.</summary>
public static class AppointmentCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";
    public const string FileName = "appointment.ics";

    /// <summary>The same text for the same terms and state.</summary>
    public static string Write(AppointmentEntry entry, Language language, PublicAddress address)
    {
        var (appointment, page) = (entry.Appointment, address.PageOf($"my/{entry.Application}/appointment"));
        var id = Ids.From("appointment", entry.Application, appointment.Stage, $"{appointment.Round}", $"{appointment.Number}");
        var calendar = new Calendar { ProductId = "-//High-tech services programme//Appointments//EN" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{id}@{page.Host}",
            Sequence = appointment.Sequence,
            // A time of now would be another file each time.
            DtStamp = new CalDateTime(appointment.ChangedAt.UtcDateTime),
            Start = new CalDateTime(appointment.Terms.Begins.UtcDateTime),
            End = new CalDateTime(appointment.Terms.Ends.UtcDateTime),
            Status = appointment.State switch
            {
                AppointmentState.Cancelled => EventStatus.Cancelled,
                AppointmentState.Offered or AppointmentState.MoveAsked => EventStatus.Tentative,
                _ => EventStatus.Confirmed,
            },
            Summary = $"{entry.Title.In(language)}{language.Colon()}{entry.Subject}",
            Location = appointment.Terms.Place ?? appointment.Terms.Link,
            Description = string.Join('\n', VisitTexts.Lines(entry, language)),
            Url = page,
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }
}
