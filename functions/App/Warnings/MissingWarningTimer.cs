using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Warnings;

/// <summary>Starts the verifications whose fact was lost: of drafts, and of changes.</summary>
public sealed class MissingWarningTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of what waits to be verified; safe to run twice.</summary>
    [Function("Warnings_StartMissing")]
    public async Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var (drafts, changes) = (new List<ExpectedRun>(), new List<ExpectedRun>());
        await foreach (var waiting in lists.ReadAllAsync(WarningIndex.ToVerify, WarningIndex.Staff, cancellation))
        {
            if (waiting.Round == 0)
            {
                drafts.Add(new ExpectedRun(WarningRun.InstanceIdOf(waiting.Id), new WarningRun(waiting.Id), waiting.Since));
                continue;
            }

            var change = new WarningChangeRun(waiting.Id, waiting.Round);
            changes.Add(new ExpectedRun(WarningChangeRun.InstanceIdOf(waiting.Id, waiting.Round), change, waiting.Since));
        }

        await missing.StartAsync(durable, nameof(WarningOrchestrator), drafts, cancellation);
        await missing.StartAsync(durable, nameof(WarningChangeOrchestrator), changes, cancellation);
    }
}
