using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.SiteVisits;

/// <summary>What applicant and attendees are written about an appointment. A letter has the same id and words each time it is made.
/// </summary>
public static class VisitLetters
{
    private const string Offer = "appointment-offered";
    private const string Confirmation = "appointment-confirmed";
    private const string Cancellation = "appointment-cancelled";
    private const string Invitation = "appointment-attended";
    private const string Dismissal = "appointment-dropped";

    /// <summary>All letters about the appointment as it is now.</summary>
    public static IReadOnlyList<Letter> Of(
        Appointment appointment, Application application, ProgrammeDefinition definition, StaffDirectory staff, PublicAddress address) =>
    [
        .. ToApplicant(appointment, application, definition, staff, address) is { } letter ? [letter] : (Letter[])[],
        .. ToStaff(appointment, application, definition, staff, address),
    ];

    /// <summary>To the applicant; null where the applicant acted last.</summary>
    /// <param name="address">Null for the words alone, without the file.</param>
    public static Letter? ToApplicant(
        Appointment appointment, Application application, ProgrammeDefinition definition, StaffDirectory staff, PublicAddress? address)
    {
        var template = appointment.State switch
        {
            AppointmentState.Offered => Offer,
            AppointmentState.Confirmed => Confirmation,
            AppointmentState.Cancelled => Cancellation,
            _ => null,
        };
        if (template is null) return null;
        var language = application.Applicant.Language;
        return Of(template, null, application.Applicant.Email, language, appointment, application, definition, staff, address) with
        {
            Link = $"applications/{application.Id}",
        };
    }

    private static IEnumerable<Letter> ToStaff(
        Appointment appointment, Application application, ProgrammeDefinition definition, StaffDirectory staff, PublicAddress address)
    {
        var template = appointment.State switch
        {
            AppointmentState.Offered or AppointmentState.Confirmed => Invitation,
            AppointmentState.Cancelled => Dismissal,
            _ => null,
        };
        if (template is null) yield break;
        foreach (var person in appointment.Terms.Attendees.Append(appointment.Officer))
        {
            if (staff.Find(person) is { } member) yield return Of(
                template, person, null, member.Speaks, appointment, application, definition, staff, address);
        }

        foreach (var (person, sequence) in appointment.Former)
        {
            // The event that the person has is cancelled; what it is changed to is not the person's.
            var ended = appointment with { State = AppointmentState.Cancelled, Sequence = sequence };
            if (staff.Find(person) is { } member) yield return Of(
                Dismissal, person, null, member.Speaks, ended, application, definition, staff, address);
        }
    }

    private static Letter Of(
        string template, string? person, string? email, Language language, Appointment appointment, Application application,
        ProgrammeDefinition definition, StaffDirectory staff, PublicAddress? address)
    {
        var entry = person is null ? EntryOfApplicant(appointment, application, definition, staff)
            : EntryOf(appointment, application, definition, staff);
        string[] id =
        [
            template, application.Id, appointment.Stage, $"{appointment.Round}", appointment.Edition,
            .. person is null ? [] : (string[])[person],
        ];
        return new Letter(
            string.Join('.', id), template, person, email, language,
            new Dictionary<string, string>
            {
                ["title"] = application.Subject.Title,
                ["programme"] = definition.Name.In(language),
                ["application"] = application.Id,
                ["step"] = entry.Title.In(language),
                ["details"] = string.Join('\n', VisitTexts.Lines(entry, language)),
                ["due"] = BeijingTime.Text(appointment.AnswerBy),
            })
        {
            Attachment = address is null ? null : new LetterAttachment(
                AppointmentCalendar.FileName, AppointmentCalendar.MediaType, AppointmentCalendar.Write(entry, language, address)),
        };
    }

    /// <summary>The appointment with the names of its people.</summary>
    public static AppointmentEntry EntryOf(
        Appointment appointment, Application application, ProgrammeDefinition definition, StaffDirectory staff) => new(
        appointment, application.Id, definition.StageTitle(appointment.Stage), application.Subject.Title,
        appointment.PeopleOf(staff.NameOf));

    /// <summary>The same as its applicant reads it: without the names of experts where the stage does not name them.</summary>
    public static AppointmentEntry EntryOfApplicant(
        Appointment appointment, Application application, ProgrammeDefinition definition, StaffDirectory staff)
    {
        var stage = definition.Stages.FirstOrDefault(stage => stage.Name == appointment.Stage) as AppointmentDefinition;
        if (stage is not { NamesExperts: false }) return EntryOf(appointment, application, definition, staff);
        var experts = appointment.Terms.Attendees.Where(person => staff.Find(person) is not { } member
            || member.Roles.Contains(Role.Expert)).ToList();
        var named = appointment with { Terms = appointment.Terms with { Attendees = [.. appointment.Terms.Attendees.Except(experts)] } };
        return EntryOf(named, application, definition, staff) with { Experts = experts.Count };
    }
}
