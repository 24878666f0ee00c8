using FunctionsApp.City;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Portal;

/// <summary>What the operators' page shows.</summary>
/// <param name="Oldest">Zero when no assignment is open.</param>
/// <param name="Late">Urgent warnings that did not reach a canary in time.</param>
/// <param name="Known">Years with their holiday notices.</param>
/// <param name="Missing">Years that are needed soon and have none.</param>
/// <param name="Next">The first year from now on without one.</param>
public sealed record OperationsShown(
    bool Ready, ChartData Reviews, TimeSpan Oldest, IReadOnlyList<OpenCanary> Late, IReadOnlyList<int> Known, IReadOnlyList<int> Missing,
    int Next, DateTimeOffset At);

/// <summary>What needs an operator, on one page.</summary>
public sealed class OperationsPageHttp(
    ReadinessChecks checks, Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff, WorkingCalendar calendar,
    IOptions<CityOptions> options, CanaryStore canaries, IOptions<DeliveryOptions> deliveries, SitePages pages, TimeProvider time)
{
    /// <summary>GET /operations. 200. Each call counts the reviews: it reads a partition for each programme and person.</summary>
    [Function("Operations_Page")]
    [Access(Role.Operator, Role.Administrator, Role.Auditor)]
    [Operation("Shows health, late warnings, reviews by stage and age, and the working calendar", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "operations")] HttpRequest request,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var ready = checks.AllPassAsync(cancellation);
        var census = await ReviewCensus.TakeAsync(lists, catalogue, staff, now, cancellation);
        var known = calendar.Years.Select(year => year.Year).Order().ToList();
        var open = await canaries.ReadOpenAsync(cancellation);
        return pages.Show<OperationsPage, OperationsShown>(request, new OperationsShown(
            await ready, CensusChart.Of(census, catalogue), census.Oldest,
            CheckCanaries.Missing(open, deliveries.Value.CanaryLimit, now), known,
            CheckCalendar.Missing(calendar, BeijingTime.Day(now), options.Value.NoticeDays),
            Enumerable.Range(BeijingTime.Day(now).Year, known.Count + 1).Except(known).First(), now));
    }
}
