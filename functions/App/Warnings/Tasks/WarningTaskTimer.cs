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
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(WarningTaskOrchestrator),
        lists.ReadAllAsync(WarningTaskIndex.Asked, WarningTaskIndex.App, cancellation).Select(line =>
        {
            var run = new WarningTaskRun(line.Id);
            return new ExpectedRun(run.InstanceId, run, line.Since);
        }), cancellation);
}
