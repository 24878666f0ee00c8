using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <summary>Takes the census of reviews.</summary>
/// <remarks>
/// From the lists that exist for people, a partition for each programme and each person: the facts that pass would have to be counted
/// exactly once to be right, and a restart would begin at nothing.
/// </remarks>
public sealed class ReviewTimer(ReviewMetrics metrics, Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff, TimeProvider time)
{
    /// <summary>
    /// At MetricsSchedule, at least every 15 minutes. Safe to run twice; does nothing while no exporter reads the gauges.
    /// </summary>
    [Function("Reviews_Census")]
    public async Task CountAsync([TimerTrigger("%MetricsSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        if (!metrics.IsObserved) return;
        var census = await ReviewCensus.TakeAsync(lists, catalogue, staff, time.GetUtcNow(), cancellation);
        metrics.Show(census.Groups, census.Oldest);
    }
}
