using FunctionsApp.Approvals;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Completeness;

public static class CompletenessOrchestrator
{
    /// <summary>Lets the machine check, then, where the definition names people, asks them.</summary>
    [Function("CompletenessStage")]
    public static async Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request)
    {
        var changed = new RecurringEvent(context, StageRequest.Changed);
        return await context.CallActivityAsync<StageOutcome?>(
                nameof(CheckCompletenessActivity), new CompletenessRequest(request, context.CurrentUtcDateTime), ActivityRetries.Patient)
            ?? await ApprovalOrchestrator.AskAsync(context, request, changed);
    }
}
