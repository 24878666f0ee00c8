using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Signing;

public sealed class SigningHttp(AggregateStore store, ProgrammeCatalogue catalogue, TimeProvider time)
{
    /// <summary>POST /api/applications/{id}/recall. 200 a draft, also where it was one · 404 · 409 not-open · 412.</summary>
    [Function("Applications_Recall")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Takes an application back that waits for its partners or its organisation's signature: it is a draft again",
        Response = typeof(ApplicationView), Problems = ["not-found", "not-open", "precondition-failed"])]
    public async Task<IResult> RecallAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{id}/recall")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var stored = await store.RecallAsync(id, request.Caller(), time.GetUtcNow(), cancellation, request.Precondition());
        var application = stored.State.Application;
        return Answer.Ok(ApplicationView.Of(application, catalogue.Of(application)), stored.ETag);
    }
}

internal static class Recalling
{
    /// <exception cref="ProblemException">not-found; not-open; precondition-failed.</exception>
    public static Task<Stored<SigningState>> RecallAsync(this AggregateStore store, string id, Caller caller, DateTimeOffset at,
        CancellationToken cancellation, Precondition precondition = default) =>
        !Ids.IsId(id) ? throw PlatformProblems.NotFound.With() : store.ChangeAsync(SigningAggregate.Kind, id, state =>
        {
            ApplicationAccess.RequireOwn(caller, state.Application);
            return WithdrawSigning.Decide(state, caller.Id, at);
        }, cancellation, precondition);
}
