using FunctionsApp.Applications.Extending;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>The page by which an applicant asks for more time to correct.</summary>
public sealed class MyExtensionHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, SitePages pages, TimeProvider time)
{
    private const string Route = "my/{id}/extension";

    public static string PathOf(string id) => $"{MyCases.Address(id)}/extension";

    /// <summary>GET /my/{id}/extension. 200 the form, or that nothing can be asked for now · 404.</summary>
    [Function("MyExtension_Show")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Shows the form that asks for more time to correct", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>
    /// POST /my/{id}/extension. 303 to the application, also where the same was asked before · the page again with what was wrong: 400,
    /// 409 · 404.
    /// </summary>
    [Function("MyExtension_Ask")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Gives a round of corrections more time from its page", IsListed = false)]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var caller = request.Caller();
        await store.GetMineAsync(id, caller, cancellation, Right.ChangeApplication);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            await store.ExtendAsync(id, caller, typed.Read<ExtensionForm>(), catalogue, calendar, time.GetUtcNow(), cancellation);
            return new SeeOther($"{MyCases.Address(id)}?notice={MyNotice.Extended}");
        }, (entered, status) => PageAsync(request, id, entered, status, cancellation));
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation)
    {
        var (mine, reader) = await store.GetMineAsync(id, request.Caller(), cancellation, Right.ChangeApplication);
        var shown = MyApplication.Of(mine, reader, catalogue, time.GetUtcNow());
        return pages.Show<ExtensionPage, AskedApplication>(request, new AskedApplication(shown, entered), status);
    }
}
