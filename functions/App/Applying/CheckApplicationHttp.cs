using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What a page shows that asks before it submits or withdraws.</summary>
/// <param name="Entered">Why it was refused.</param>
public sealed record AskedApplication(MyApplication Mine, Entered Entered);

/// <summary>Check and submit, and withdraw: each has a page that asks first.</summary>
public sealed class CheckApplicationHttp(AggregateStore store, ProgrammeCatalogue catalogue, SitePages pages, TimeProvider time,
    StaffDirectory staff)
{
    private const string CheckRoute = "my/{id}/check";
    private const string WithdrawRoute = "my/{id}/withdraw";
    private const string RecallRoute = "my/{id}/recall";

    /// <summary>GET /my/{id}/check. 200 all answers and documents, and the button that submits · 404.</summary>
    [Function("CheckApplication_Show")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Shows all of an application before it is submitted", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = CheckRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync<CheckPage>(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>
    /// POST /my/{id}/check. 303 to the application, also where it is submitted already · 409 the page again: documents-missing,
    /// form-incomplete, not-eligible, guide-closed, not-open, no-signatory, no-partner-signatory · 404.
    /// </summary>
    [Function("CheckApplication_Submit")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Submits an application from its page", IsListed = false)]
    public Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = CheckRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        // Sent twice, or by itself meanwhile: what the person wants is done.
        TakeAsync<CheckPage>(request, id, async caller =>
        {
            var stored = await store.SubmitAsync(catalogue, staff, id, caller, time.GetUtcNow(), cancellation, again: true);
            return stored.State.Application.Status switch
            {
                ApplicationStatus.Consenting => MyNotice.SentToPartners,
                ApplicationStatus.Signing => MyNotice.SentToSign,
                _ => MyNotice.Submitted,
            };
        }, cancellation);

    /// <summary>GET /my/{id}/withdraw. 200 the question · 404.</summary>
    [Function("CheckApplication_AskWithdrawal")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Asks before an application is withdrawn", IsListed = false)]
    public Task<IResult> AskWithdrawalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WithdrawRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync<WithdrawPage>(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>POST /my/{id}/withdraw. 303 to the application, also where it was withdrawn before · 409 not-open: decided · 404.</summary>
    [Function("CheckApplication_Withdraw")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Withdraws an application from its page", IsListed = false)]
    public Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = WithdrawRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        TakeAsync<WithdrawPage>(request, id, async caller =>
        {
            await store.WithdrawAsync(id, caller, time.GetUtcNow(), cancellation);
            return MyNotice.Withdrawn;
        }, cancellation);

    /// <summary>GET /my/{id}/recall. 200 the question · 404.</summary>
    [Function("CheckApplication_AskRecall")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Asks before an application is taken back from its partners or from signing", IsListed = false)]
    public Task<IResult> AskRecallAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = RecallRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        PageAsync<RecallPage>(request, id, Entered.Nothing, StatusCodes.Status200OK, cancellation);

    /// <summary>POST /my/{id}/recall. 303 to the application, also where it was taken back before · 409 not-open: signed · 404.</summary>
    [Function("CheckApplication_Recall")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Takes an application back from its partners or from signing, from its page", IsListed = false)]
    public Task<IResult> RecallAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = RecallRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        TakeAsync<RecallPage>(request, id, async caller =>
        {
            await store.RecallAsync(id, caller, time.GetUtcNow(), cancellation);
            return MyNotice.Recalled;
        }, cancellation);

    private async Task<IResult> TakeAsync<TPage>(
        HttpRequest request, string id, Func<Caller, Task<MyNotice>> change,
        CancellationToken cancellation)
        where TPage : PageBase<AskedApplication>
    {
        var caller = request.Caller();
        await store.GetMineAsync(id, caller, cancellation, Right.ChangeApplication);
        var typed = await request.ReadFormBodyAsync(cancellation);
        return await SitePages.TakeAsync(typed, async () =>
        {
            var done = await change(caller);
            return new SeeOther($"{MyCases.Address(id)}?notice={done}");
        }, (entered, status) => PageAsync<TPage>(request, id, entered, status, cancellation));
    }

    private async Task<IResult> PageAsync<TPage>(
        HttpRequest request, string id, Entered entered, int status, CancellationToken cancellation)
        where TPage : PageBase<AskedApplication>
    {
        var (mine, reader) = await store.GetMineAsync(id, request.Caller(), cancellation, Right.ChangeApplication);
        var shown = MyApplication.Of(mine, reader, catalogue, time.GetUtcNow()) with
        {
            Organisation = await store.OrganisationOfAsync(mine.Application, cancellation),
        };
        return pages.Show<TPage, AskedApplication>(request, new AskedApplication(shown, entered), status);
    }
}
