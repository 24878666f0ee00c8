using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>Starts the tasks whose fact was lost.</summary>
public sealed class WarningTaskTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of tasks that wait; safe to run twice.</summary>
    [Function("WarningTasks_StartMissing")]
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var expected = new List<ExpectedRun>();
        await foreach (var line in lists.ReadAllAsync(WarningTaskIndex.Asked, WarningTaskIndex.App, cancellation))
        {
            var run = new WarningTaskRun(line.Id);
            expected.Add(new ExpectedRun(run.InstanceId, run, line.Since));
        }

        await missing.StartAsync(durable, nameof(WarningTaskOrchestrator), expected, cancellation);
    }
}
