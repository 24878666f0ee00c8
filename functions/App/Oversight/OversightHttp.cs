using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Oversight;

/// <summary>What the page of reviews under way shows.</summary>
/// <param name="Names">Of the programmes.</param>
public sealed record OversightShown(OversightQuery Query, ReviewsInTime Reviews, IReadOnlyDictionary<string, LocalizedText> Names);

/// <summary>How reviews keep to their promised times.</summary>
public sealed class OversightHttp(ReviewsUnderWay reviews, ProgrammeCatalogue catalogue, SitePages pages)
{
    /// <summary>GET /oversight. 200 the reviews under way that fit, the most urgent first.</summary>
    [Function("Oversight_Page")]
    [Access(Role.Administrator, Role.Auditor)]
    [Operation("Shows the reviews under way by their promised times", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "oversight")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = OversightQuery.Of(request.Query);
        var names = catalogue.All.GroupBy(definition => definition.Programme).ToDictionary(
            versions => versions.Key, versions => versions.Last().Name);
        return pages.Show<OversightPage, OversightShown>(
            request, new OversightShown(query, await reviews.FindAsync(query, request.Caller(), cancellation), names));
    }

    /// <summary>GET /api/oversight/reviews?light=…&amp;programme=…&amp;district=…. 200 the same as JSON.</summary>
    [Function("Oversight_Reviews")]
    [Access(Role.Administrator, Role.Auditor)]
    [Operation("Lists the reviews under way by their promised times", Response = typeof(ReviewsInTime),
        Query = ["light", "programme", "district"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/oversight/reviews")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer.Ok(await reviews.FindAsync(OversightQuery.Of(request.Query), request.Caller(), cancellation));
}
