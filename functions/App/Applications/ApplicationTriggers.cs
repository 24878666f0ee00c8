using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications;

public sealed class ApplicationTriggers(ApplicationDesk desk, ApplicationPartition partition, ProgrammeCatalogue catalogue, TimeProvider time)
{
    /// <summary>POST /api/applications. 201 · 200 repeated with its Idempotency-Key · 400 · 403 no-organisation · 404 unknown-programme · 409 guide-closed · 422.</summary>
    [Function("Applications_Create")]
    [Access(Role.Applicant)]
    [Operation("Drafts an application", Request = typeof(DraftRequest), Response = typeof(ApplicationView), Success = 201,
        Problems = ["no-organisation", "invalid-credit-code", "unknown-programme", "guide-closed", "invalid-field", "amount-out-of-range", "idempotency-key-reused"])]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications")] HttpRequest request, CancellationToken cancellation)
    {
        var draft = await request.ReadJsonAsync<DraftRequest>(cancellation);
        var (application, isNew) = await desk.CreateAsync(request.Caller(), draft, request.IdempotencyKey(), cancellation);
        return isNew ? Answer.Created(Uri(application), View(application), application.ETag) : Answer.Ok(View(application), application.ETag);
    }

    /// <summary>POST /api/applications/{id}/submit. 202 · 404 · 409 not-open, guide-closed, documents-missing · 412.</summary>
    [Function("Applications_Submit")]
    [Access(Role.Applicant)]
    [Operation("Submits an application", Response = typeof(ApplicationView), Success = 202,
        Problems = ["not-found", "not-open", "guide-closed", "documents-missing", "precondition-failed"])]
    public async Task<IResult> SubmitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{id}/submit")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var (found, definition) = await OwnAsync(id, caller, cancellation);
        var application = await partition.ChangeAsync(found.Id, current => Submission.Submit(current, definition, caller.Id, time.GetUtcNow()), cancellation, request.IfMatch());
        return Answer.Accepted(View(application), Uri(application), application.ETag);
    }

    /// <summary>POST /api/applications/{id}/withdraw. 200 also when it was withdrawn before · 404 · 409 not-open: it is decided · 412.</summary>
    [Function("Applications_Withdraw")]
    [Access(Role.Applicant)]
    [Operation("Withdraws an application", Response = typeof(ApplicationView), Problems = ["not-found", "not-open", "precondition-failed"])]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "applications/{id}/withdraw")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var (found, definition) = await OwnAsync(id, caller, cancellation);
        var application = await partition.ChangeAsync(found.Id, current => Submission.Withdraw(current, definition, caller.Id, time.GetUtcNow()), cancellation, request.IfMatch());
        return Answer.Ok(View(application), application.ETag);
    }

    private async Task<(Application Application, ProgrammeDefinition Definition)> OwnAsync(string id, Caller caller, CancellationToken cancellation)
    {
        var application = await partition.GetOwnAsync(id, caller, cancellation);
        return (application, catalogue.Get(application.Programme, application.Version));
    }

    private ApplicationView View(Application application) => ApplicationView.Of(application, catalogue.Get(application.Programme, application.Version));

    private static string Uri(Application application) => $"/api/applications/{application.Id}";
}
