using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Retention;

/// <summary>What the page of an application's retention shows.</summary>
/// <param name="MayHold">Whether the reader may place and lift holds.</param>
public sealed record RetainedShown(Application Application, RetentionView View, bool MayHold, Entered Entered, LocalizedText? Done);

/// <summary>Legal holds.</summary>
public sealed class HoldHttp(AggregateStore store, RetentionPolicy policy, SitePages pages, TimeProvider time)
{
    private const string Route = "retention/applications/{id}";

    internal static string PathOf(string id) => $"/retention/applications/{id}";

    /// <summary>GET /api/applications/{id}/retention. 200 · 404.</summary>
    [Function("Retention_Get")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Reads how long an application is kept", Response = typeof(RetentionView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/retention")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var (stored, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        return Answer.Ok(RetentionView.Of(stored.State.Application, policy, time.GetUtcNow()), stored.ETag);
    }

    /// <summary>
    /// POST /api/applications/{id}/hold. 200 also for the same reason again · 400 · 404 · 409 hold-exists.
    /// </summary>
    [Function("Retention_Hold")]
    [Access(Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Keeps an application whatever its retention policy says", Request = typeof(HoldForm), Response = typeof(RetentionView),
        Problems = ["not-found", "invalid-field", "hold-exists", "stale"])]
    public async Task<IResult> HoldAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{id}/hold")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        var form = await request.ReadJsonAsync<HoldForm>(cancellation);
        return Answered(await HoldAsync(request.Caller(), id, form, cancellation));
    }

    /// <summary>DELETE /api/applications/{id}/hold. 200 also where there is none · 404.</summary>
    [Function("Retention_Lift")]
    [Access(Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Lifts an application's legal hold", Response = typeof(RetentionView), Problems = ["not-found", "stale"])]
    public async Task<IResult> LiftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/applications/{id}/hold")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        return Answered(await LiftAsync(request.Caller(), id, cancellation));
    }

    /// <summary>GET /retention/applications/{id}. 200 · 404.</summary>
    [Function("Retention_ApplicationPage")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Shows how long an application is kept", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>POST /retention/applications/{id}/hold. 303 to the page · the page again with what was wrong: 400, 409 · 404.</summary>
    [Function("Retention_HoldByPage")]
    [Access(Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Places a legal hold by its page", IsListed = false, SeesOther = true)]
    public async Task<IResult> HoldByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/hold")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await HoldAsync(request.Caller(), id, typed.Read<HoldForm>(), cancellation);
            return new SeeOther($"{PathOf(id)}?done=held");
        }, (entered, status) => PageAsync(request, id, entered, status, cancellation));
    }

    /// <summary>POST /retention/applications/{id}/lift. 303 to the page, also where there is no hold · 404.</summary>
    [Function("Retention_LiftByPage")]
    [Access(Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Lifts a legal hold by its page", IsListed = false, SeesOther = true)]
    public async Task<IResult> LiftByPageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{Route}/lift")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        await request.ReadFormBodyAsync(cancellation);
        await LiftAsync(request.Caller(), id, cancellation);
        return new SeeOther($"{PathOf(id)}?done=lifted");
    }

    private IResult Answered(Stored<Application> stored) =>
        Answer.Ok(RetentionView.Of(stored.State, policy, time.GetUtcNow()), stored.ETag);

    private Task<Stored<Application>> HoldAsync(Caller caller, string id, HoldForm form, CancellationToken cancellation) =>
        store.ChangeApplicationAsync(
            id, application => PlaceHold.Decide(application, form.Reason, caller.Id, time.GetUtcNow()), cancellation);

    private Task<Stored<Application>> LiftAsync(Caller caller, string id, CancellationToken cancellation) =>
        store.ChangeApplicationAsync(id, application => PlaceHold.Lift(application, caller.Id), cancellation);

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var (stored, _) = await store.GetReadableAsync(id, caller, cancellation, Right.Application, Right.Record);
        var application = stored.State.Application;
        return pages.Show<HoldPage, RetainedShown>(request, new RetainedShown(
            application, RetentionView.Of(application, policy, time.GetUtcNow()), caller.Is(Role.Administrator), entered,
            RetentionTexts.Done(request.Query["done"])), status);
    }
}
