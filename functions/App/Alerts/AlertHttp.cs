using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts;

/// <summary>The public's view of a sector's alerts.</summary>
public sealed class AlertHttp(AlertStore store, PublicAddress address)
{
    private const int PageSize = 20;

    /// <summary>GET /api/alerts/{sector}. 200 a page, newest first · 400 bad-cursor · 404 unknown-sector.</summary>
    [Function("Alerts_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists a sector's industry alerts, newest first",
        Response = typeof(Page<Alert>), Query = ["cursor"], Problems = ["unknown-sector", "bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "alerts/{sector}")] HttpRequest request,
        string sector,
        CancellationToken cancellation) =>
        Answer.Ok(await store.PageAsync(Known(sector).Code, request.Query["cursor"], PageSize, cancellation));

    /// <summary>GET /api/alerts/{sector}/feed. 200 Atom, the newest 50 · 304 · 404 unknown-sector.</summary>
    [Function("Alerts_Feed")]
    [Access(Audience.Anyone)]
    [Operation("Reads a sector's industry alerts as an Atom feed", ResponseMedia = "application/atom+xml", Problems = ["unknown-sector"])]
    public async Task<IResult> FeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "alerts/{sector}/feed")] HttpRequest request,
        string sector,
        CancellationToken cancellation)
    {
        var known = Known(sector);
        var page = await store.PageAsync(known.Code, null, AtomFeed.Entries, cancellation);
        return new AtomResult(AlertFeed.Make(known, page.Items, address));
    }

    private static NamedCode Known(string sector) => Sectors.Find(sector) ?? throw AlertProblems.UnknownSector.With();
}
