using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Applications.Promises;

/// <summary>Starts the watches over promises whose fact was lost.</summary>
public sealed class PromiseTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of applications with open promises; safe to run twice.</summary>
    [Function("Promises_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(PromiseOrchestrator),
        lists.ReadAllAsync(ApplicationIndex.Promising, ApplicationIndex.AllOrganisations, cancellation).Select(line =>
        {
            var run = new PromiseRun(line.Id);
            return new ExpectedRun(run.InstanceId, run, line.SubmittedAt);
        }), cancellation);
}
