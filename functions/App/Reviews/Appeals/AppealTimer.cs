using FunctionsApp.Applications;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>Starts the examinations of appeals whose fact was lost.</summary>
public sealed class AppealTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of appealed applications; safe to run twice.</summary>
    [Function("Appeals_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(AppealOrchestrator),
        lists.ReadAllAsync(ApplicationIndex.Appealed, ApplicationIndex.AllOrganisations, cancellation).Select(line =>
        {
            var run = new AppealRun(line.Id);
            return new ExpectedRun(run.InstanceId, run, line.At);
        }), cancellation);
}
