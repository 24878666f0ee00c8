using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Selections;

/// <summary>Starts the runs of batches whose fact was lost.</summary>
public sealed class MissingSelectionTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of batches that are not decided; safe to run twice.</summary>
    [Function("Selections_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(SelectionOrchestrator),
        lists.ReadAllAsync(SelectionIndex.Running, SelectionIndex.AllProgrammes, cancellation).Select(batch =>
        {
            var run = new SelectionRun(batch.Id, batch.Batch);
            return new ExpectedRun(run.InstanceId, run, batch.OpenedAt);
        }), cancellation);
}
