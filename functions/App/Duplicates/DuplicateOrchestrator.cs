using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Duplicates;

public static class DuplicateOrchestrator
{
    /// <summary>Compares one submission, beside its review: no review waits for it.</summary>
    [Function(nameof(DuplicateOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ComparisonRequest request) =>
        context.CallActivityAsync(nameof(CompareApplicationActivity), request, ActivityRetries.Patient);
}
