using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Promises;

public sealed class PromiseHttp(AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>PUT /api/applications/{id}/documents/{type}/promise. 200 also the same again · 400 · 404 · 409 not-open, cannot-follow.
    /// </summary>
    [Function("Promises_Put")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Promises a document for after the submission, or takes the promise back",
        Request = typeof(PromiseRequest), Response = typeof(ApplicationView),
        Problems = ["not-found", "not-open", "cannot-follow", "invalid-field", "precondition-failed"])]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/applications/{id}/documents/{type}/promise")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        await store.GetOwnAsync(id, request.Caller(), cancellation);
        var promise = await request.ReadJsonAsync<PromiseRequest>(cancellation);
        var stored = await store.PromiseAsync(
            catalogue, calendar, id, type, promise.By, request.Caller(), time.GetUtcNow(), cancellation, request.Precondition());
        return Answer.Ok(ApplicationView.Of(stored.State, catalogue.Of(stored.State)), stored.ETag);
    }
}

internal static class Promising
{
    /// <exception cref="ProblemException">not-found; as <see cref="PromiseDocument.Decide"/>; precondition-failed.</exception>
    public static Task<Stored<Application>> PromiseAsync(
        this AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, string id, string type, DateOnly? by,
        Caller caller, DateTimeOffset at, CancellationToken cancellation, Precondition precondition = default) =>
        store.ChangeApplicationAsync(id, application =>
        {
            ApplicationAccess.RequireOwn(caller, application);
            return PromiseDocument.Decide(application, catalogue.Of(application), type, by, caller.Id, at, calendar);
        }, cancellation, precondition);
}
