using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Exceptions as failure details, with those of failed tasks kept whole as the inner failure.</summary>
internal static class Failures
{
    public static TaskFailureDetails Of(Exception exception)
    {
        var inner = exception switch
        {
            TaskFailedException task => task.FailureDetails,
            { InnerException: { } cause } => Of(cause),
            _ => null,
        };
        return new TaskFailureDetails(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }

    public static TaskFailureDetails NoOrchestrator(string name) =>
        new("OrchestratorTaskNotFound", $"No orchestrator task named '{name}' was found.", null, null, null);

    public static TaskFailureDetails NoActivity(string name) =>
        new("ActivityTaskNotFound", $"No activity task named '{name}' was found.", null, null, null);

    public static TaskFailureDetails AlreadyExists(string instanceId) => new(
        typeof(global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException).ToString(),
        $"An orchestration with instance ID '{instanceId}' is running already.",
        null,
        null,
        null);

    public static TaskFailureDetails Terminated(string instanceId, string? output) =>
        new("OrchestrationTerminated", $"The orchestration '{instanceId}' was terminated: {output ?? "no reason given"}.", null, null, null);
}
