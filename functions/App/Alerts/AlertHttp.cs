using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts;

/// <summary>What the page of alerts shows.</summary>
/// <param name="Sector">Null: the newest of each sector.</param>
public sealed record AlertsShown(NamedCode? Sector, IReadOnlyList<Alert> Alerts, string? Cursor);

/// <summary>The public's view of a sector's alerts.</summary>
public sealed class AlertHttp(AlertStore store, NewestAlerts newest, SitePages pages, PublicAddress address, TimeProvider time)
{
    private const int PageSize = 20;

    /// <summary>GET /api/alerts/{sector}. 200 a page, newest first · 400 bad-cursor · 404 unknown-sector.</summary>
    [Function("Alerts_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists a sector's industry alerts, newest first",
        Response = typeof(Page<Alert>), Query = ["cursor"], Problems = ["unknown-sector", "bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alerts/{sector}")] HttpRequest request,
        string sector,
        CancellationToken cancellation) =>
        Answer.Ok(await store.PageAsync(Known(sector).Code, request.Query["cursor"], PageSize, cancellation));

    /// <summary>GET /api/alerts/{sector}/feed. 200 Atom, 50 alerts, newest first, with a link to the next page · 304 · 400 · 404.</summary>
    [Function("Alerts_Feed")]
    [Access(Audience.Anyone)]
    [Operation("Reads a sector's industry alerts as an Atom feed", ResponseMedia = "application/atom+xml",
        Query = ["cursor"], Problems = ["unknown-sector", "bad-cursor"])]
    public async Task<IResult> FeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/alerts/{sector}/feed")] HttpRequest request,
        string sector,
        CancellationToken cancellation)
    {
        var known = Known(sector);
        var cursor = request.Query["cursor"].ToString();
        var page = await store.PageAsync(known.Code, cursor, AtomFeed.Entries, cancellation);
        var place = new FeedPlace(address.Of($"alerts/{known.Code}/feed"), cursor, time.GetUtcNow());
        return new AtomResult(AlertFeed.Make(known, page, place, address));
    }

    /// <summary>GET /alerts. 200 the page of the newest alert of each sector.</summary>
    [Function("Alerts_Pages")]
    [Access(Audience.Anyone)]
    [Operation("Shows the newest industry alert of each sector", IsListed = false)]
    public async Task<IResult> ShowNewestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "alerts")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<AlertsPage, AlertsShown>(request, new AlertsShown(null, await newest.ReadAsync(cancellation), null));

    /// <summary>GET /alerts/{sector}. 200 the page of a sector's alerts, newest first · 400 bad-cursor · 404 unknown-sector.</summary>
    [Function("Alerts_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows a sector's industry alerts, newest first", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "alerts/{sector}")] HttpRequest request, string sector,
        CancellationToken cancellation)
    {
        var known = Known(sector);
        var page = await store.PageAsync(known.Code, request.Query["cursor"], PageSize, cancellation);
        return pages.Show<AlertsPage, AlertsShown>(request, new AlertsShown(known, page.Items, page.Cursor));
    }

    private static NamedCode Known(string sector) => Sectors.Find(sector) ?? throw AlertProblems.UnknownSector.With();
}
