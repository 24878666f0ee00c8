using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.PublicNotices;

public static class PublicNoticeOrchestrator
{
    /// <summary>Looks after the notice at each event and at each moment that has something due, until it has an outcome.</summary>
    [Function("PublicNoticeStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckNoticeActivity));
}
