using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Selections;

public static class SelectionStageOrchestrator
{
    /// <summary>Lets an application wait in its call's ranking, until the list says what becomes of it.</summary>
    [Function("SelectionStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        StageWatch.RunAsync(context, request, nameof(CheckSelectionActivity));
}
