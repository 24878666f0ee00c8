using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.PublicNotices;

public static class PublicNoticeOrchestrator
{
    /// <summary>Looks after the notice at each event and at each moment that has something due, until it has an outcome.</summary>
    [Function("PublicNoticeStage")]
    public static async Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request)
    {
        var changed = new RecurringEvent(context, StageRequest.Changed);
        var since = context.CurrentUtcDateTime;
        StageOutcome? outcome = null;
        while (outcome is null)
        {
            var at = context.CurrentUtcDateTime;
            var progress = await context.CallActivityAsync<NoticeProgress>(
                nameof(CheckNoticeActivity), new NoticeCheck(request, since, at), ActivityRetries.Patient);
            outcome = progress.Outcome;
            if (outcome is null) await changed.ComesBeforeAsync((progress.Next ?? at.AddDays(1)).UtcDateTime);
            since = at;
        }

        return outcome.Value;
    }
}
