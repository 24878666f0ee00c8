using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Applying;

/// <summary>What the page of an organisation's applications shows.</summary>
/// <param name="Status">Those alone; null for all.</param>
/// <param name="Definitions">By programme, version and guide.</param>
public sealed record MyApplications(
    Page<ApplicationLine> Lines, ApplicationStatus? Status, Func<ApplicationLine, ProgrammeDefinition> Definitions, DateOnly Today);

/// <summary>The list of an organisation's applications.</summary>
public sealed class MyApplicationsHttp(Lists lists, ProgrammeCatalogue catalogue, SitePages pages, TimeProvider time)
{
    private const int PageSize = 50;

    // Of a status there may be few among many.
    private const int MaxReads = 6;

    /// <summary>
    /// GET /my?status=&amp;cursor=. 200 the applications of the caller's organisation, newest first · 400 bad-cursor · 403
    /// no-organisation.
    /// </summary>
    [Function("MyApplications_Page")]
    [Access(Role.Applicant, Role.Signatory, Role.Partner)]
    [Operation("Shows the applications of the caller's organisation, also as a partner, newest first", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "my")] HttpRequest request, CancellationToken cancellation)
    {
        var organisation = request.Caller().Organisation ?? throw ApplicationProblems.NoOrganisation.With();
        var status = EnumByName.Find<ApplicationStatus>(request.Query["status"]);
        var lines = await lists.FindPageAsync(
            ApplicationIndex.OfOrganisation, organisation.Value, request.Query["cursor"], line => status is null || line.Status == status,
            PageSize, PageSize, MaxReads, cancellation);
        return pages.Show<MyApplicationsPage, MyApplications>(request, new MyApplications(
            lines, status, line => catalogue.Get(line.Programme, line.Version, line.Guide), BeijingTime.Day(time.GetUtcNow())));
    }
}
