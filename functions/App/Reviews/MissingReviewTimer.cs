using FunctionsApp.Applications;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Reviews;

/// <summary>Starts the reviews whose fact was lost.</summary>
public sealed class MissingReviewTimer(Lists lists, ProgrammeCatalogue catalogue, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the lists of open applications; safe to run twice.</summary>
    [Function("Reviews_StartMissing")]
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var application in lists.ReadOpenAsync(catalogue, cancellation))
        {
            if (application.Status != ApplicationStatus.Submitted) continue;
            var review = new ReviewRequest(application.Id) { AfterAppeal = application.ReopenedAt is not null };
            expected.Add(new ExpectedRun(review.InstanceId, review, application.ReopenedAt ?? application.SubmittedAt));
        }

        await missing.StartAsync(durable, nameof(ReviewOrchestrator), expected, cancellation);
    }
}
