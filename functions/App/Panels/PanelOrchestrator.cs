using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Panels;

public static class PanelOrchestrator
{
    /// <summary>Not built yet: no definition that is shipped has a panel.</summary>
    [Function("PanelStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        throw new InvalidOperationException($"Stage {request.InstanceId} is a panel, which this version does not run.");
}
