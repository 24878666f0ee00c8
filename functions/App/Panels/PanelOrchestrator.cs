using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Panels;

public static class PanelOrchestrator
{
    /// <summary>Looks after the panel at each answer and at each moment that has something due, until it has an outcome.</summary>
    /// <remarks>One ladder for all, as other questions have, does not fit: each expert's times begin with the expert's own seat.</remarks>
    [Function("PanelStage")]
    public static async Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request)
    {
        var changed = new RecurringEvent(context, StageRequest.Changed);
        var since = context.CurrentUtcDateTime;
        StageOutcome? outcome = null;
        while (outcome is null)
        {
            var at = context.CurrentUtcDateTime;
            var progress = await context.CallActivityAsync<PanelProgress>(
                nameof(CheckPanelActivity), new PanelCheck(request, since, at), ActivityRetries.Patient);
            outcome = progress.Outcome;
            if (outcome is null) await changed.ComesBeforeAsync((progress.Next ?? at.AddDays(1)).UtcDateTime);
            since = at;
        }
        return outcome.Value;
    }
}
