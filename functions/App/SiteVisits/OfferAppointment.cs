using System.Globalization;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.SiteVisits;

/// <summary>An appointment was offered, or its terms were changed. Who attends is in <see cref="AttendeesNamed"/>.</summary>
/// <param name="Sequence">0 for the first terms.</param>
[ShownAs(Right.Course)]
public sealed record AppointmentOffered(string Stage, int Round, int Number, int Sequence, DateTimeOffset Begins, DateTimeOffset Ends)
    : StageAnswered(Stage, Round);

/// <summary>Who is in charge of an appointment, and who attends it.</summary>
/// <param name="Assignment">Of the officer in charge, whom the actor names.</param>
/// <param name="Attendees">Staff ids.</param>
[ShownAs(Right.ReviewersOfClosedStages)]
public sealed record AttendeesNamed(string Assignment, string Stage, int Round, int Number, IReadOnlyList<string> Attendees)
    : ConfidentialFact, IOfAssignment;

/// <summary>Body of an offer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Begins">A working day, so many working days ahead as the programme says.</param>
/// <param name="Ends">On the same day.</param>
/// <param name="Place">Needed where there is no link.</param>
/// <param name="Link">https; needed where there is no place.</param>
/// <param name="Attendees">Names or ids of officers and experts, beside those who attend by themselves. Form: a line each.</param>
/// <param name="Preparation">What the applicant prepares.</param>
[Problems("second-stage", "document-altered")]
public sealed record OfferForm(
    string? Token, DateTimeOffset? Begins, DateTimeOffset? Ends,
    [property: TextLimit(OfferAppointment.MaxLine, MayBeBlank = true)] string? Place = null,
    [property: TextLimit(OfferAppointment.MaxLink, MayBeBlank = true)] string? Link = null,
    [property: TextLimit(OfferAppointment.MaxLine, MayBeBlank = true), Items(0, OfferAppointment.MostAttendees)]
    IReadOnlyList<string>? Attendees = null,
    [property: TextLimit(OfferAppointment.MaxText, Multiline = true, MayBeBlank = true)] string? Preparation = null) : IAnswer
{
    public static OfferForm Of(IFormCollection form) => new(
        form["token"], Local(form["begins"]), Local(form["ends"]), form["place"], form["link"],
        [.. form["attendees"].ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        form["preparation"]);

    // What is no time is missing, so that the rule names the input.
    private static DateTimeOffset? Local(string? typed) => DateTime.TryParse(
        typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), BeijingTime.Offset) : null;
}

/// <summary>Takes an offer of the officer in charge: the first one, another day after a request, or changed terms.</summary>
public static class OfferAppointment
{
    public const int MaxLine = 200;
    public const int MaxLink = 500;
    public const int MaxText = 1000;
    public const int MostAttendees = 10;

    /// <summary>An appointment is at most so many days ahead: a year that was mistyped is none.</summary>
    private const int FarthestDays = 120;

    private static readonly Role[] Attending = [Role.DistrictOfficer, Role.DepartmentOfficer, Role.LeadingGroup, Role.Expert];

    /// <exception cref="ProblemException">invalid-field: every fault of the form at once.</exception>
    public static Change<VisitState> Decide(
        VisitState state, Assignment assignment, OfferForm form, Answering by, AppointmentDefinition stage, VisitPeople people)
    {
        var faults = new List<MemberFault>();
        Times(form, by.At, stage, people.Calendar, faults);
        Words(form, faults);
        var attendees = Named(form, state, by.Person, stage, people, faults);
        if (faults.Count > 0) throw PlatformProblems.InvalidField.With(faults);

        var (name, round) = (assignment.Ask.Step, assignment.Ask.Round);
        var terms = Terms(form, attendees);
        // A move is over: the same appointment, with the next terms.
        var before = state.Current(name, round) is { IsLive: true } live ? live : null;
        var moves = before?.Moves ?? [];
        var offered = new Appointment
        {
            Stage = name,
            Round = round,
            Number = before?.Number ?? (state.Current(name, round)?.Number ?? 0) + 1,
            Assignment = assignment.Id,
            Officer = by.Person,
            Terms = terms,
            Sequence = before is null ? 0 : before.Sequence + 1,
            State = moves.Count >= AnswerAppointment.MostMoves ? AppointmentState.Confirmed : AppointmentState.Offered,
            AnswerBy = VisitTimes.AnswerBy(stage, people.Calendar, terms.Begins),
            ChangedAt = by.At.ToUniversalTime(),
            Moves = moves,
            Former = before is null ? [] : Former(before, [.. attendees, by.Person]),
        };
        return new Change<VisitState>(state.With(offered),
        [
            // The actor of a fact is shown with it: the applicant reads the function, and not the person.
            new NewFact(nameof(OfferAppointment), new AppointmentOffered(
                name, round, offered.Number, offered.Sequence, terms.Begins, terms.Ends)),
            new NewFact(by.Person, new AttendeesNamed(assignment.Id, name, round, offered.Number, attendees)),
        ]);
    }

    /// <summary>Whether the form states the terms that there are.</summary>
    public static bool IsSame(
        Appointment appointment, OfferForm form, VisitState state, AppointmentDefinition stage, VisitPeople people)
    {
        var faults = new List<MemberFault>();
        var attendees = Named(form, state, appointment.Officer, stage, people, faults);
        return faults.Count == 0 && form is { Begins: not null, Ends: not null } && appointment.Terms.IsSame(Terms(form, attendees));
    }

    private static IReadOnlyList<FormerAttendee> Former(Appointment before, IReadOnlyList<string> people) =>
    [
        .. before.Former.Where(former => !people.Contains(former.Person)),
        .. before.Terms.Attendees.Append(before.Officer).Except(people)
            .Select(person => new FormerAttendee(person, before.Sequence + 1)),
    ];

    private static AppointmentTerms Terms(OfferForm form, IReadOnlyList<string> attendees) => new(
        form.Begins!.Value.ToUniversalTime(), form.Ends!.Value.ToUniversalTime(), Kept(form.Place), Kept(form.Link), attendees,
        Kept(form.Preparation));

    private static void Times(
        OfferForm form, DateTimeOffset now, AppointmentDefinition stage, WorkingCalendar calendar, List<MemberFault> faults)
    {
        if (form.Begins is not { } begins) faults.Add(Fault("begins", "missing", new("请填写开始时间", "give the time at which it begins")));
        else if (!calendar.IsWorkingDay(BeijingTime.Day(begins))) faults.Add(Fault(
            "begins", "value", new("须为工作日", "must be on a working day")));
        else if (BeijingTime.Day(begins) < VisitTimes.Earliest(stage, calendar, now)) faults.Add(Fault(
            "begins", "value", new($"须至少提前 {stage.AheadWorkingDays} 个工作日", $"must be {stage.AheadWorkingDays} working days ahead")));
        else if (begins > now.AddDays(FarthestDays)) faults.Add(Fault(
            "begins", "value", new($"最多提前 {FarthestDays} 天", $"must be at most {FarthestDays} days ahead")));
        if (form.Ends is not { } ends) faults.Add(Fault("ends", "missing", new("请填写结束时间", "give the time at which it ends")));
        else if (form.Begins is { } start && (ends <= start || BeijingTime.Day(ends) != BeijingTime.Day(start))) faults.Add(Fault(
            "ends", "value", new("须晚于开始时间且在同一天", "must be later than the beginning, on the same day")));
    }

    private static void Words(OfferForm form, List<MemberFault> faults)
    {
        if (Kept(form.Place) is null && Kept(form.Link) is null) faults.Add(Fault(
            "place", "missing", new("请填写地点或会议链接", "give a place or a link")));
        Text("place", form.Place, MaxLine, true, faults);
        Text("link", form.Link, MaxLink, true, faults);
        if (Kept(form.Link) is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
        {
            faults.Add(Fault("link", "value", new("须为 https 链接", "must be an https link")));
        }

        Text("preparation", form.Preparation, MaxText, false, faults);
    }

    /// <summary>Ids of the panel's experts and of those who are named; by id where two have one name.</summary>
    private static List<string> Named(
        OfferForm form, VisitState state, string officer, AppointmentDefinition stage, VisitPeople people, List<MemberFault> faults)
    {
        var named = PanelExperts.Of(state.Review, stage, people.Staff).ToList();
        var applicant = state.Review.Application.Applicant;
        var written = (form.Attendees ?? []).Select(Kept).OfType<string>().ToList();
        if (written.Count > MostAttendees) faults.Add(Fault(
            "attendees", "count", new($"最多 {MostAttendees} 人", $"must be at most {MostAttendees} people")));
        foreach (var name in written)
        {
            var found = people.Staff.All.Where(member => !member.HasLeft && member.Roles.Any(Attending.Contains)
                && (member.Id == name || member.Name == name)).ToList();
            var shown = name.Length > 40 ? $"{name[..40]}…" : name;
            if (found.Find(member => member.Id == name) is { } exact) found = [exact];
            if (found.Count == 0) faults.Add(Fault(
                "attendees", "unknown", new($"名录中没有官员或专家“{shown}”", $"{shown} is no officer or expert of the register")));
            else if (found.Count > 1) faults.Add(Fault(
                "attendees", "twice", new($"“{shown}”有多人，请填写编号", $"{shown} is the name of several: give the id")));
            else if (found[0].Organisation == applicant.Organisation || found[0].Id == applicant.Person) faults.Add(Fault(
                "attendees", "value", new($"“{shown}”属于申请机构", $"{shown} belongs to the applicant")));
            else if (found[0].Id != officer && !named.Contains(found[0].Id)) named.Add(found[0].Id);
        }

        return named;
    }

    private static void Text(string name, string? text, int limit, bool oneLine, List<MemberFault> faults)
    {
        if (!string.IsNullOrWhiteSpace(text) && PlainText.Fault(text, limit, oneLine) is (var code, var reason))
        {
            faults.Add(Fault(name, code, reason));
        }
    }

    private static MemberFault Fault(string name, string code, LocalizedText reason) => MemberFault.Of(name, code, reason);

    private static string? Kept(string? text) => PlainText.KeptOrNull(text);
}

/// <summary>The directory and the calendar, as a decision is given them.</summary>
public sealed record VisitPeople(StaffDirectory Staff, WorkingCalendar Calendar);
