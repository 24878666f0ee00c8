using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Approvals;

public static class ApprovalOrchestrator
{
    /// <summary>Asks the people of the stage and waits for its outcome. A missed time is an outcome, not an error.</summary>
    [Function("ApprovalStage")]
    public static Task<StageOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StageRequest request) =>
        AskAsync(context, request, new RecurringEvent(context, StageRequest.Changed));

    /// <summary>For kinds of stages that ask people to approve, too.</summary>
    public static async Task<StageOutcome> AskAsync(TaskOrchestrationContext context, StageRequest request, RecurringEvent changed)
    {
        var ask = new Ask(ApprovalQuestion.Name, request.ApplicationId, request.Stage, request.Round);
        return await Asking.RunAsync(context, ask, changed, () => CloseAsync(context, request))
            // A decision was taken back just as the last one came in: its assignment is open, and its time goes by.
            ?? await Asking.RunAsync(context, ask, changed, () => CloseAsync(context, request))
            ?? throw new InvalidOperationException($"Stage {request.InstanceId} has no outcome although no assignment is open.");
    }

    private static Task<StageOutcome?> CloseAsync(TaskOrchestrationContext context, StageRequest request) =>
        context.CallActivityAsync<StageOutcome?>(nameof(CloseApprovalActivity), request, ActivityRetries.Patient);
}
