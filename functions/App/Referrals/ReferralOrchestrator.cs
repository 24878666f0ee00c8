using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Referrals;

public static class ReferralOrchestrator
{
    /// <summary>Looks after the referrals at each answer and at each moment that has something due, until no institution is awaited.
    /// </summary>
    [Function("ReferralStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckReferralActivity));
}
