using FunctionsApp.Applications;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Reviews;

/// <summary>Starts the reviews whose fact was lost: put aside as a dead letter, or taken by a worker that died.</summary>
/// <remarks>The fact itself is not published again: within a day Service Bus drops it as a duplicate.</remarks>
public sealed class MissingReviewTimer(Lists lists, ProgrammeCatalogue catalogue, TimeProvider time, ILogger<MissingReviewTimer> logger)
{
    /// <summary>Reviews that one tick asks for.</summary>
    internal const int Bound = 200;

    /// <summary>A submission younger than this may still be on its way.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <summary>At ReviewSweepSchedule. Reads the lists of open applications; safe to run twice and beside the fact itself.</summary>
    [Function("Reviews_StartMissing")]
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var open = new List<OpenApplication>();
        foreach (var programme in catalogue.All.Select(definition => definition.Programme).Distinct())
        {
            await foreach (var application in lists.ReadAllAsync(ApplicationIndex.Open, programme, cancellation)) open.Add(application);
        }

        // Begins anywhere, so that with more than the bound each has its turn, whichever instance runs the tick.
        foreach (var application in Choose(open, time.GetUtcNow(), Random.Shared.Next(Math.Max(1, open.Count))))
        {
            var review = new ReviewRequest(application.Id);
            if (await durable.GetInstanceAsync(review.InstanceId, cancellation) is not null) continue;
            if (await durable.StartOnceAsync(nameof(ReviewOrchestrator), review.InstanceId, review, cancellation))
            {
                logger.LogWarning("{Instance} was missing and is started; its fact is lost or a dead letter", review.InstanceId);
            }
        }
    }

    /// <summary>Submitted and settled applications from a place in the list on, round its end, up to the bound.</summary>
    internal static IEnumerable<OpenApplication> Choose(IReadOnlyList<OpenApplication> open, DateTimeOffset now, int start)
    {
        var settled = open.Where(one => one.Status == ApplicationStatus.Submitted && now - one.SubmittedAt >= Settled).ToList();
        return Enumerable.Range(0, Math.Min(Bound, settled.Count)).Select(offset => settled[(start + offset) % settled.Count]);
    }
}
