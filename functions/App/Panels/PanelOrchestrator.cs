using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Panels;

public static class PanelOrchestrator
{
    /// <summary>Looks after the panel at each answer and at each moment that has something due, until it has an outcome.</summary>
    /// <remarks>One ladder for all, as other questions have, does not fit: each expert's times begin with the expert's own seat.</remarks>
    [Function("PanelStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckPanelActivity));
}
