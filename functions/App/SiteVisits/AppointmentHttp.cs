using System.Text;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.SiteVisits;

/// <summary>The newest appointment of an application, as its applicant and its attendees read it.</summary>
/// <param name="Edition">What an answer names.</param>
/// <param name="People">Names: the officer in charge first.</param>
/// <param name="Experts">How many attend beside them, whom the reader does not see by name.</param>
/// <param name="Moves">How often another day was asked for.</param>
public sealed record AppointmentView(
    string Stage, LocalizedText Title, string Edition, AppointmentState State, DateTimeOffset Begins, DateTimeOffset Ends, string? Place,
    string? Link, IReadOnlyList<string> People, int Experts, string? Preparation, DateTimeOffset AnswerBy, int Moves);

public sealed class AppointmentHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar, PublicAddress address,
    TimeProvider time)
{
    private const string Route = "api/applications/{id}/appointment";

    /// <summary>GET /api/applications/{id}/appointment. 200 · 404: there is none, or the caller neither applies nor attends.</summary>
    [Function("Appointments_Get")]
    [Access(Audience.SignedIn)]
    [Operation("Reads the newest appointment of an application, as applicant or attendee", Response = typeof(AppointmentView),
        Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) => Answer.Ok(View(await EntryAsync(request, id, cancellation)));

    /// <summary>GET /api/applications/{id}/appointment.ics. 200 it as iCalendar (RFC 5545) · 304 · 404 as above.</summary>
    [Function("Appointments_Calendar")]
    [Access(Audience.SignedIn)]
    [Operation("Reads the newest appointment of an application as a calendar entry", ResponseMedia = "text/calendar",
        Problems = ["not-found"])]
    public async Task<IResult> ReadCalendarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/appointment.ics")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var entry = await EntryAsync(request, id, cancellation);
        return new Representation(
            Encoding.UTF8.GetBytes(AppointmentCalendar.Write(entry, PageLanguage.Of(request), address)), AppointmentCalendar.MediaType);
    }

    /// <summary>POST /api/applications/{id}/appointment. 200 also the same again · 400 · 404 · 409.</summary>
    [Function("Appointments_Answer")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Confirms an appointment or asks for another day", Request = typeof(AppointmentForm), Response = typeof(AppointmentView),
        Problems =
        [
            "not-found", "invalid-field", "no-appointment", "appointment-changed", "appointment-late", "appointment-moves", "stale",
        ])]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id, CancellationToken cancellation)
    {
        await store.GetOwnAsync(Ids.IsId(id) ? id : throw PlatformProblems.NotFound.With(), request.Caller(), cancellation);
        var form = await request.ReadJsonAsync<AppointmentForm>(cancellation);
        var stored = await store.AnswerAsync(id, request.Caller(), form, catalogue, calendar, time.GetUtcNow(), cancellation);
        return Answer.Ok(View(Entry(stored.State, request.Caller())!));
    }

    private async Task<AppointmentEntry> EntryAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(VisitAggregate.Kind, id, cancellation)).State;
        return Entry(state, request.Caller()) is { } entry && Appointments.MayRead(state, entry.Appointment, request.Caller())
            ? entry : throw IdentityProblems.Hidden();
    }

    private AppointmentEntry? Entry(VisitState state, Caller caller)
    {
        if (state.Appointments.MaxBy(each => each.ChangedAt) is not { } newest) return null;
        var (application, definition) = (state.Review.Application, catalogue.Of(state.Review.Application));
        return newest.IsOf(caller.Id)
            ? VisitLetters.EntryOf(newest, application, definition, staff)
            : VisitLetters.EntryOfApplicant(newest, application, definition, staff);
    }

    private static AppointmentView View(AppointmentEntry entry)
    {
        var (appointment, terms) = (entry.Appointment, entry.Appointment.Terms);
        return new AppointmentView(
            appointment.Stage, entry.Title, appointment.Edition, appointment.State, terms.Begins, terms.Ends, terms.Place, terms.Link,
            entry.People, entry.Experts, terms.Preparation, appointment.AnswerBy, appointment.Moves.Count);
    }
}

/// <summary>Who reads an appointment, and who answers it.</summary>
public static class Appointments
{
    /// <summary>The organisation that applies, the officer in charge, and the attendees.</summary>
    public static bool MayRead(VisitState state, Appointment appointment, Caller caller)
    {
        var reader = new ApplicationCase(state.Review.Application, state.Review.Assignments).For(caller);
        return (reader.Relation == Relation.Own && reader.Has(Right.Course))
            || appointment.IsOf(caller.Id);
    }

    /// <exception cref="ProblemException">not-found, and what <see cref="AnswerAppointment.Decide"/> throws.</exception>
    public static Task<Stored<VisitState>> AnswerAsync(
        this AggregateStore store, string id, Caller caller, AppointmentForm form, ProgrammeCatalogue catalogue, WorkingCalendar calendar,
        DateTimeOffset at, CancellationToken cancellation) => store.ChangeAsync(VisitAggregate.Kind, id, state =>
    {
        ApplicationAccess.RequireOwn(caller, state.Review.Application);
        var definition = catalogue.Of(state.Review.Application);
        return AnswerAppointment.Decide(
            state, form, caller.Id, at, stage => (AppointmentDefinition)definition.Stage(stage), calendar);
    }, cancellation);
}
