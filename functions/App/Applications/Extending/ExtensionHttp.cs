using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications.Extending;

public sealed class ExtensionHttp(AggregateStore store, ProgrammeCatalogue catalogue, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>
    /// POST /api/applications/{id}/extension. 200 also where the same person asked for the same reason before · 400 · 404 ·
    /// 409 not-open, no-extension.
    /// </summary>
    [Function("Applications_Extend")]
    [Access(Role.Applicant, Needs = [Right.ChangeApplication])]
    [Operation("Gives a round of corrections more time, once and before it is due", Request = typeof(ExtensionForm),
        Response = typeof(ApplicationView), Problems = ["not-found", "invalid-field", "not-open", "no-extension", "stale"])]
    public async Task<IResult> ExtendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/applications/{id}/extension")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        ApplicationAccess.RequireOwn(request.Caller(), (await store.GetApplicationAsync(id, cancellation)).State);
        var form = await request.ReadJsonAsync<ExtensionForm>(cancellation);
        var stored = await store.ExtendAsync(id, request.Caller(), form, catalogue, calendar, time.GetUtcNow(), cancellation);
        return Answer.Ok(ApplicationView.Of(stored.State, catalogue.Of(stored.State)), stored.ETag);
    }
}
