using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Rules for the staff: their values are those of months that are not published yet.</summary>
public sealed class RuleHttp(RuleDesk desk, AggregateStore store)
{
    /// <summary>GET /api/warning-rules. 200 all rules with what they found.</summary>
    [Function("Rules_List")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Lists the rules of warnings with what they found", Response = typeof(IReadOnlyList<RuleView>))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warning-rules")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await desk.ReadAllAsync(cancellation));

    /// <summary>GET /api/warning-rules/{id}. 200 with ETag · 304 · 404.</summary>
    [Function("Rules_Get")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Reads a rule of warnings with what it found", Response = typeof(RuleView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warning-rules/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (view, etag) = await desk.ReadAsync(desk.Get(id), cancellation);
        return Answer.Ok(view, etag);
    }

    /// <summary>GET /api/warning-rules/{id}/facts. 200 who switched it and why, with the result of its chain check · 404.</summary>
    [Function("Rules_Facts")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Reads the record of a rule's activations", Response = typeof(FactRecord))]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warning-rules/{id}/facts")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var subject = RuleSwitch.IdOf(desk.Get(id).Id);
        return Answer.Ok(
            await store.FindRecordAsync(RuleSwitch.Kind, subject, _ => RecordView.All, cancellation) ?? FactRecord.None(subject));
    }

    /// <summary>POST /api/warning-rules/{id}/back-test. 200 what it would have raised, nothing is stored · 400 · 404.</summary>
    [Function("Rules_Test")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Tests a rule over the past twelve months, also with other thresholds", Request = typeof(BackTestBody),
        Response = typeof(BackTest), Problems = ["invalid-field"])]
    public async Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/warning-rules/{id}/back-test")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        Answer.Ok(await desk.TestAsync(desk.Get(id), await request.ReadJsonAsync<BackTestBody>(cancellation), cancellation));

    /// <summary>PUT /api/warning-rules/{id}/activation. 200 also where it is so already · 400 invalid-field · 404 · 412.</summary>
    [Function("Rules_Activate")]
    [Access(Role.Administrator)]
    [Operation("Switches a version of a rule on, or the rule off", Request = typeof(ActivationBody), Response = typeof(RuleView),
        Problems = ["invalid-field", "precondition-failed", "stale"])]
    public async Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/warning-rules/{id}/activation")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var body = await request.ReadJsonAsync<ActivationBody>(cancellation);
        var (view, etag) = await desk.ActivateAsync(id, body, request.Caller().Id, request.Precondition(), cancellation);
        return Answer.Ok(view, etag);
    }
}
