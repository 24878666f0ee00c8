using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Organisations;

/// <summary>An organisation as people see it.</summary>
public sealed record OrganisationView(string Code, string Name, string District, IReadOnlyList<string> Sectors);

public sealed class OrganisationHttp(AggregateStore store)
{
    /// <summary>
    /// PUT /api/organisations/{code}. 200 · 201 registered · 400 invalid-credit-code, invalid-field · 403 another's organisation
    /// · 412.
    /// </summary>
    [Function("Organisations_Put")]
    [Access(Role.Applicant, Role.Administrator, Needs = [Right.ChangeOrganisation])]
    [Operation("Registers or changes an organisation", Request = typeof(OrganisationEntry), Response = typeof(OrganisationView),
        Creates = true,
        Problems = ["invalid-credit-code", "invalid-field", "precondition-failed", "stale"])]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/organisations/{code}")] HttpRequest request, string code,
            CancellationToken cancellation)
    {
        var caller = request.Caller();
        var creditCode = CreditCode.Parse(code);
        if (!OrganisationAccess.For(caller, creditCode, null).Has(Right.ChangeOrganisation))
        {
            throw IdentityProblems.NotAllowed.With("只能登记本机构", "Applicants register their own organisation only");
        }

        var entry = await request.ReadJsonAsync<OrganisationEntry>(cancellation);
        var isNew = false;
        var organisation = await store.PutAsync(OrganisationAggregate.Kind, creditCode.Value, current =>
        {
            isNew = current is null;
            return RegisterOrganisation.Decide(current, creditCode, entry, caller.Id);
        }, cancellation, request.Precondition());
        return isNew
            ? Answer.Created($"/api/organisations/{organisation.State.Code.Value}", View(organisation.State), organisation.ETag)
            : Answer.Ok(View(organisation.State), organisation.ETag);
    }

    /// <summary>
    /// GET /api/organisations/{code}. 200 · 304 · 400 invalid-credit-code · 404 unknown, or an applicant asks for another's.
    /// </summary>
    [Function("Organisations_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Organisation])]
    [Operation("Reads an organisation", Response = typeof(OrganisationView),
        Problems = ["invalid-credit-code", "not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/organisations/{code}")] HttpRequest request, string code,
            CancellationToken cancellation)
    {
        var organisation = await store.GetAsync(OrganisationAggregate.Kind, CreditCode.Parse(code).Value, cancellation);
        OrganisationAccess.RequireReadable(request.Caller(), organisation.State);
        return Answer.Ok(View(organisation.State), organisation.ETag);
    }

    /// <summary>
    /// GET /api/organisations/{code}/facts. 200 the record with the result of its chain check · 400 invalid-credit-code · 404, as the
    /// organisation itself.
    /// </summary>
    [Function("Organisations_Facts")]
    [Access(Audience.SignedIn, Needs = [Right.Organisation])]
    [Operation("Reads an organisation's record of facts", Response = typeof(FactRecord), Problems = ["invalid-credit-code", "not-found"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/organisations/{code}/facts")] HttpRequest request,
        string code, CancellationToken cancellation)
    {
        return Answer.Ok((await store.ReadRecordAsync(CreditCode.Parse(code), request.Caller(), cancellation)).Record);
    }

    private static OrganisationView View(Organisation organisation) =>
        new(organisation.Code.Value, organisation.Name, organisation.District, organisation.Sectors);
}
