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
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.Promising, ApplicationIndex.AllOrganisations, cancellation))
        {
            var run = new PromiseRun(line.Id);
            expected.Add(new ExpectedRun(run.InstanceId, run, line.SubmittedAt));
        }

        await missing.StartAsync(durable, nameof(PromiseOrchestrator), expected, cancellation);
    }
}
