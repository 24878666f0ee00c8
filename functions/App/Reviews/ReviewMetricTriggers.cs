using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Reviews;

/// <summary>Takes the census of reviews.</summary>
/// <remarks>
/// From the lists that exist for people, a partition for each programme and each person: the facts that pass would have to be counted
/// exactly once to be right, and a restart would begin at nothing.
/// </remarks>
public sealed class ReviewMetricTriggers(
    ReviewMetrics metrics, ApplicationLists lists, ApplicationPartition applications, Inbox inbox, ProgrammeCatalogue catalogue, StaffDirectory staff, TimeProvider time)
{
    /// <summary>At MetricsSchedule, at least every 15 minutes. Safe to run twice; does nothing when nobody looks at the gauges.</summary>
    [Function("Reviews_Census")]
    public async Task CountAsync([TimerTrigger("%MetricsSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        if (!metrics.IsObserved) return;
        var (open, pending, now) = (new List<OpenApplication>(), new List<InboxLine>(), time.GetUtcNow());
        foreach (var member in staff.All)
        {
            await foreach (var line in inbox.AllAsync(member.Id, cancellation)) pending.Add(line);
        }

        var waiting = pending.Select(line => line.ApplicationId).ToHashSet();
        foreach (var programme in catalogue.All.Select(definition => definition.Programme).Distinct())
        {
            await foreach (var application in lists.OpenAsync(programme, cancellation))
            {
                if (waiting.Contains(application.Id) || await IsOpenAsync(application, cancellation)) open.Add(application);
            }
        }

        metrics.Show(ReviewCensus.Count(open, pending, now), ReviewCensus.Oldest(pending, now));
    }

    // A line that outlived its review, by a crash between commit and list, would be counted for ever.
    private async Task<bool> IsOpenAsync(OpenApplication application, CancellationToken cancellation)
    {
        if (await applications.FindAsync(application.Id, cancellation) is { IsOver: false }) return true;
        await lists.CloseAsync(application.Programme, application.Id, cancellation);
        return false;
    }
}
