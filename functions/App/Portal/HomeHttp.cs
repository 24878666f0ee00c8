using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.PublicNotices;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

/// <summary>What the home page shows.</summary>
/// <param name="Open">Calls that take applications, those that close first before the others.</param>
/// <param name="Warnings">In force, newest first.</param>
/// <param name="Notices">Open public notices, those that end first before the others.</param>
public sealed record Home(
    DateOnly Today, DateTimeOffset Now, int Programmes, IReadOnlyList<ProgrammeDefinition> Open, IReadOnlyList<WarningLine> Warnings,
    IReadOnlyList<Alert> Alerts, IReadOnlyList<NoticeView> Notices);

/// <summary>The pages from which everything else is reached.</summary>
public sealed class HomeHttp(
    ProgrammeCatalogue catalogue, GuideRegister guides, Lists lists, NewestAlerts alerts, OpenNotices notices, ReadinessChecks checks,
    SitePages pages, TimeProvider time)
{
    /// <summary>The site's root, as a route: one parameter that is empty.</summary>
    public const string Root = "{ignored:maxlength(0)?}";

    private const int Warnings = 20;
    private const int Alerts = 3;
    private const int Notices = 5;

    /// <summary>GET /. 200.</summary>
    /// <remarks>The host gives the root to a parameter alone; its own page is off by AzureWebJobsDisableHomepage.</remarks>
    [Function("Home_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows the home page", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Root)] HttpRequest request,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = BeijingTime.Day(now);
        var warnings = lists.ReadPageAsync(WarningIndex.Warnings, WarningIndex.Public, null, Warnings, cancellation);
        var (newest, open) = (alerts.ReadAsync(cancellation), notices.ReadAsync(cancellation));
        await guides.RefreshAsync(cancellation);
        var programmes = catalogue.NewOnes(today);
        return pages.Show<HomePage, Home>(request, new Home(
            today, now, programmes.Count,
            [.. programmes.Where(programme => programme.Guide.IsOpen(today))
                .OrderBy(programme => programme.Guide.Closes ?? DateOnly.MaxValue)],
            [.. (await warnings).Items.Where(line => line.Status == WarningStatus.Published && line.Expires > now)],
            [.. (await newest).Take(Alerts)],
            [.. (await open).Take(Notices)]));
    }

    /// <summary>GET /status. 200 · 503 with the same page.</summary>
    [Function("Status_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows whether the app can work", IsListed = false)]
    public async Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "status")] HttpRequest request, CancellationToken cancellation)
    {
        var ready = await checks.AllPassAsync(cancellation);
        return pages.Show<StatusPage, SystemStatus>(
            request, new SystemStatus(ready, time.GetUtcNow()),
            ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>What the status page shows.</summary>
public sealed record SystemStatus(bool Ready, DateTimeOffset At);
