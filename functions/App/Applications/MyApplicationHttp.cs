using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applications;

/// <summary>What the page of an organisation's applications shows.</summary>
/// <param name="Names">Of the programmes.</param>
public sealed record MyApplications(Page<ApplicationLine> Lines, IReadOnlyDictionary<string, LocalizedText> Names);

/// <summary>An applicant's pages.</summary>
public sealed class MyApplicationHttp(Lists lists, ProgrammeCatalogue catalogue, SitePages pages)
{
    private const int PageSize = 50;

    /// <summary>GET /my. 200 the applications of the caller's organisation, newest first · 400 bad-cursor · 403 no-organisation.</summary>
    [Function("MyApplications_Page")]
    [Access(Role.Applicant, Role.Signatory)]
    [Operation("Shows the applications of the caller's organisation, newest first", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "my")] HttpRequest request, CancellationToken cancellation)
    {
        var organisation = request.Caller().Organisation ?? throw ApplicationProblems.NoOrganisation.With();
        var lines = await lists.ReadPageAsync(
            ApplicationIndex.OfOrganisation, organisation.Value, request.Query["cursor"], PageSize, cancellation);
        var names = catalogue.All.GroupBy(definition => definition.Programme).ToDictionary(versions => versions.Key, versions =>
            versions.Last().Name);
        return pages.Show<MyApplicationsPage, MyApplications>(request, new MyApplications(lines, names));
    }
}
