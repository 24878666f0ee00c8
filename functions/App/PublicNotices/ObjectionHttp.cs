using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.PublicNotices;

/// <summary>That an objection arrived. Without a number: it would say how many others objected.</summary>
public sealed record ObjectionReceipt(string Notice, DateTimeOffset At);

/// <summary>What the page of the form shows.</summary>
public sealed record ObjectingShown(NoticeView Notice, Entered Entered);

/// <summary>Takes objections of people who are signed in: session, the name typed twice, and the confirmation are the signature.</summary>
public sealed class ObjectionHttp(AggregateStore store, WorkingCalendar calendar, SitePages pages, TimeProvider time)
{
    /// <summary>POST /api/notices/{id}/objections. 202 stored, 200 the same again · 400 objection-unsigned · 404 · 409.</summary>
    [Function("Notices_Object")]
    [Access(Audience.SignedIn)]
    [Operation("Objects to an application on public notice, by real name and in confidence", Request = typeof(ObjectionForm),
        Response = typeof(ObjectionReceipt), Success = 202,
        Problems =
        [
            "not-found", "invalid-field", "objection-unsigned", "objection-late", "objection-doubled", "objection-limit", "stale",
        ])]
    public async Task<IResult> ObjectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{id}/objections")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var form = await request.ReadJsonAsync<ObjectionForm>(cancellation);
        var stored = await TakeAsync(request, id, form, request.PreferredLanguage(), cancellation);
        var receipt = new ObjectionReceipt(id, stored.State.Objections.First(objection => objection.Person == request.Caller().Id).At);
        return stored.Changed ? Answer.Accepted(receipt) : Answer.Ok(receipt);
    }

    /// <summary>GET /notices/{id}/object. 200 the form · 404 · 409 objection-late.</summary>
    [Function("Notices_ObjectPage")]
    [Access(Audience.SignedIn)]
    [Operation("Shows the form of an objection", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "notices/{id}/object")] HttpRequest request, string id,
        CancellationToken cancellation) => Show(request, await OpenAsync(id, cancellation), Entered.Nothing, StatusCodes.Status200OK);

    /// <summary>POST /notices/{id}/object. 303 to the notice · the form again with what is wrong · 404.</summary>
    [Function("Notices_ObjectByPage")]
    [Access(Audience.SignedIn)]
    [Operation("Objects by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> ObjectByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "notices/{id}/object")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                await TakeAsync(request, id, typed.Read<ObjectionForm>(), PageLanguage.Of(request), cancellation);
                return new SeeOther($"/notices/{id}?done=objected");
            },
            async (entered, status) => Show(request, await ViewAsync(id, cancellation), entered, status));
    }

    private async Task<NoticeView> OpenAsync(string id, CancellationToken cancellation) =>
        await ViewAsync(id, cancellation) is { State: NoticeStatus.Open } open ? open : throw NoticeProblems.ObjectionLate.With();

    private async Task<NoticeView> ViewAsync(string id, CancellationToken cancellation) => NoticeView.Of(
        NoticeLine.Of((await store.GetNoticeAsync(id, cancellation)).State.Notice), calendar, time.GetUtcNow());

    private async Task<Stored<NoticeState>> TakeAsync(
        HttpRequest request, string id, ObjectionForm form, Language language, CancellationToken cancellation)
    {
        await store.GetNoticeAsync(id, cancellation);
        var (person, now) = (request.Caller().Id, time.GetUtcNow());
        return await store.ChangeAsync(
            NoticeAggregate.Kind, id, state => SubmitObjection.Decide(state, form, person, language, calendar, now), cancellation);
    }

    private IResult Show(HttpRequest request, NoticeView notice, Entered entered, int status) =>
        pages.Show<ObjectPage, ObjectingShown>(request, new ObjectingShown(notice, entered), status);
}
