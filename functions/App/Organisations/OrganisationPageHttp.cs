using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Organisations;

/// <summary>What the page of an organisation's entry shows.</summary>
/// <param name="Record">Its facts, with the result of their chain check.</param>
public sealed record OrganisationShown(Organisation Organisation, FactRecord Record);

/// <summary>The register's entry as auditors and administrators read it.</summary>
public sealed class OrganisationPageHttp(AggregateStore store, SitePages pages)
{
    /// <summary>GET /audit/organisations/{code}. 200 · 400 invalid-credit-code · 404.</summary>
    [Function("Organisations_AuditPage")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Organisation])]
    [Operation("Shows an organisation's entry in the register", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/organisations/{code}")] HttpRequest request, string code,
        CancellationToken cancellation)
    {
        var (organisation, record) = await store.ReadRecordAsync(CreditCode.Parse(code), request.Caller(), cancellation);
        return pages.Show<OrganisationPage, OrganisationShown>(request, new OrganisationShown(organisation, record));
    }
}
