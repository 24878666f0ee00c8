using FunctionsApp.Applications;
using FunctionsApp.Assignments;
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
        var (open, pending) = (new List<OpenApplication>(), new List<AssignmentLine>());
        foreach (var programme in catalogue.All.Select(definition => definition.Programme).Distinct())
        {
            await foreach (var application in lists.ReadAllAsync(ApplicationIndex.Open, programme, cancellation)) open.Add(application);
        }

        // People are asked about other things as well.
        var reviewed = open.Select(application => application.Id).ToHashSet();
        foreach (var member in staff.All)
        {
            await foreach (var line in lists.ReadAllAsync(AssignmentIndex.OfPerson, member.Id, cancellation))
            {
                if (reviewed.Contains(line.Ask.Subject)) pending.Add(line);
            }
        }

        var now = time.GetUtcNow();
        metrics.Show(ReviewCensus.Count(open, pending, now), ReviewCensus.Oldest(pending, now));
    }
}
