using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.SiteVisits;

public static class SiteVisitOrchestrator
{
    /// <summary>Looks after the visit at each answer and at each moment that has something due, until it has an outcome.</summary>
    [Function("SiteVisitStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckVisitActivity));
}
