using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.SiteVisits;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What the page of an appointment shows.</summary>
/// <param name="Entry">The newest one; null for none.</param>
/// <param name="MayAnswer">Whether the reader may answer it now.</param>
public sealed record MyAppointment(
    MyApplication Mine, AppointmentEntry? Entry, bool MayAnswer, Entered Entered);

/// <summary>The page of an application's appointment: confirm it, or ask for another day.</summary>
public sealed class MyAppointmentHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar, SitePages pages,
    TimeProvider time)
{
    private const string Route = "my/{id}/appointment";

    /// <summary>GET /my/{id}/appointment. 200 the newest appointment, with the form while it can be answered · 404.</summary>
    [Function("MyAppointment_Show")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.Application, Right.Course])]
    [Operation("Shows the appointment of an application to its own organisation", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation, Right.Application, Right.Course);

    /// <summary>POST /my/{id}/appointment. 303 to the application · the page again with what was wrong: 400, 409 · 404.</summary>
    [Function("MyAppointment_Answer")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Answers an appointment from its page", IsListed = false)]
    public async Task<IResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        await store.GetMineAsync(id, caller, cancellation, Right.ChangeApplication);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            var form = AppointmentForm.Of(typed);
            await store.AnswerAsync(id, caller, form, catalogue, calendar, time.GetUtcNow(), cancellation);
            var done = form.Reply == AppointmentReply.Confirm ? MyNotice.AppointmentConfirmed : MyNotice.MoveAsked;
            return new SeeOther($"{MyCases.Address(id)}?notice={done}");
        }, (entered, status) => PageAsync(request, id, entered, status, cancellation, Right.ChangeApplication));
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation, params Right[] needs)
    {
        var (mine, reader) = await store.GetMineAsync(id, request.Caller(), cancellation, needs);
        var shown = MyApplication.Of(mine, reader, catalogue, time.GetUtcNow());
        var entry = mine.Appointment is not { } newest ? null
            : VisitLetters.EntryOfApplicant(newest, mine.Application, shown.Definition, staff);
        return pages.Show<MyAppointmentPage, MyAppointment>(
            request,
            new MyAppointment(
                shown, entry, shown.MayChange && mine.Appointment?.AwaitsAnswer(time.GetUtcNow()) == true, entered),
            status);
    }
}
