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
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var line in lists.ReadAllAsync(ApplicationIndex.Appealed, ApplicationIndex.AllOrganisations, cancellation))
        {
            var run = new AppealRun(line.Id);
            expected.Add(new ExpectedRun(run.InstanceId, run, line.At));
        }

        await missing.StartAsync(durable, nameof(AppealOrchestrator), expected, cancellation);
    }
}
