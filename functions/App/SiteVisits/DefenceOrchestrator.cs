using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.SiteVisits;

public static class DefenceOrchestrator
{
    /// <summary>Looks after the defence at each answer and at each moment that has something due, until it has an outcome.</summary>
    [Function("DefenceStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckVisitActivity));
}
