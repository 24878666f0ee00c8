using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Starts the approvals whose fact was lost.</summary>
public sealed class MissingAlertDraftTimer(Lists lists, MissingRuns missing)
{
    /// <summary>At ReviewSweepSchedule. Reads the list of drafts that wait for their approval; safe to run twice.</summary>
    [Function("Alerts_StartMissing")]
    public Task StartAsync([TimerTrigger("%ReviewSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) => missing.StartAsync(
        durable, nameof(AlertDraftOrchestrator), lists.ReadAllAsync(AlertDraftIndex.ToApprove, AlertDraftIndex.Staff, cancellation).Select(
            draft => new ExpectedRun(AlertDraftRun.InstanceIdOf(draft.Id), new AlertDraftRun(draft.Id), draft.CreatedAt)), cancellation);
}
