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
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(ReviewOrchestrator),
        lists.ReadOpenAsync(catalogue, cancellation).Where(each => each.Status == ApplicationStatus.Submitted).Select(application =>
        {
            var review = new ReviewRequest(application.Id) { AfterAppeal = application.ReopenedAt is not null };
            return new ExpectedRun(review.InstanceId, review, application.ReopenedAt ?? application.SubmittedAt);
        }), cancellation);
}
