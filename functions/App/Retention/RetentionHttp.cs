using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Retention;

/// <summary>The report of the retention policy.</summary>
public sealed class RetentionHttp(
    Lists lists, RetentionPolicy policy, IOptions<RetentionOptions> options, SitePages pages, TimeProvider time)
{
    private const int Shown = 50;

    /// <summary>GET /retention. 200 · 400 bad-cursor.</summary>
    [Function("Retention_Page")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Shows what the retention policy erases", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "retention")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<RetentionPage, RetentionReport>(request, await ReadAsync(request, cancellation));

    /// <summary>GET /api/retention?year=…&amp;planned=…&amp;held=…&amp;erased=…. 200, each list from its cursor · 400 bad-cursor.</summary>
    [Function("Retention_Report")]
    [Access(Role.Auditor, Role.Administrator)]
    [Operation("Reports what the retention policy erases: what is planned, held, and erased in a year", Response = typeof(RetentionReport),
        Query = ["year", "planned", "held", "erased"], Problems = ["bad-cursor"])]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/retention")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer.Ok(await ReadAsync(request, cancellation));

    private async Task<RetentionReport> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var year = int.TryParse(request.Query["year"], out var asked) && asked is >= 2000 and <= 9999
            ? asked : BeijingTime.Day(time.GetUtcNow()).Year;
        return new RetentionReport(
            policy, options.Value.Erases, options.Value.NoticeDays,
            await lists.ReadPageAsync(RetentionIndex.Planned, RetentionIndex.All, request.Query["planned"], Shown, cancellation),
            await lists.ReadPageAsync(RetentionIndex.Held, RetentionIndex.All, request.Query["held"], Shown, cancellation),
            year,
            await lists.ReadPageAsync(RetentionIndex.Erased, ApplicationIndex.Year(year), request.Query["erased"], Shown, cancellation));
    }
}
