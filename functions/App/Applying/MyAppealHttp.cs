using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews.Appeals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>The page by which an applicant appeals against a rejection, and reads the ruling.</summary>
public sealed class MyAppealHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, SitePages pages, TimeProvider time)
{
    private const string Route = "my/{id}/appeal";

    public static string PathOf(string id) => $"{MyCases.Address(id)}/appeal";

    /// <summary>GET /my/{id}/appeal. 200 the form, the appeal that there is, or that none can be sent · 404.</summary>
    [Function("MyAppeal_Show")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.Appeal])]
    [Operation("Shows the appeal against a rejection, or its form", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>
    /// POST /my/{id}/appeal. 303 to the application, also where the same was sent before · the page again with what was wrong: 400,
    /// 409 · 404.
    /// </summary>
    [Function("MyAppeal_Send")]
    [Access(Role.Applicant, Role.Signatory, Needs = [Right.ApplicantsPages, Right.SubmitAppeal])]
    [Operation("Appeals against a rejection from its page", IsListed = false)]
    public async Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        await store.GetMineAsync(id, caller, cancellation, Right.ApplicantsPages, Right.SubmitAppeal);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await store.AppealAsync(id, caller, typed.Read<AppealForm>(), calendar, time.GetUtcNow(), cancellation);
            return new SeeOther($"{MyCases.Address(id)}?notice={MyNotice.Appealed}");
        }, (entered, status) => PageAsync(request, id, entered, status, cancellation));
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation)
    {
        var (mine, reader) = await store.GetMineAsync(id, request.Caller(), cancellation, Right.ApplicantsPages, Right.Appeal);
        var now = time.GetUtcNow();
        var shown = MyApplication.Of(mine, reader, catalogue, now).With(calendar, now);
        return pages.Show<AppealPage, AskedApplication>(request, new AskedApplication(shown, entered), status);
    }
}
