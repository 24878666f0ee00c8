using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Exceptions as failure details, as officially.</summary>
internal static class Failures
{
    /// <summary>A failed task's details stay whole as the inner failure when its exception escapes; wrapped in another exception they are lost.</summary>
    public static TaskFailureDetails Of(Exception exception) => exception switch
    {
        // A terminated sub-orchestration fails its parent without details, and the parent that lets that escape fails over their absence.
        TaskFailedException { FailureDetails: null } => TaskFailureDetails.FromException(new NullReferenceException()),
        TaskFailedException failed => TaskFailureDetails.FromException(failed) with { InnerFailure = failed.FailureDetails },
        _ => TaskFailureDetails.FromException(exception),
    };

    public static TaskFailureDetails NoOrchestrator(string name, string version) => NotFound("OrchestratorTaskNotFound", "orchestrator", name, version);

    public static TaskFailureDetails NoActivity(string name, string version) => NotFound("ActivityTaskNotFound", "activity", name, version);

    public static TaskFailureDetails OtherVersion { get; } = new("VersionMismatch", "Orchestration version did not comply with Worker Versioning", null, null, null);

    public static TaskFailureDetails AlreadyExists(string instanceId) => new(
        typeof(global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException).ToString(),
        $"An orchestration with instance ID '{instanceId}' is running already.",
        null,
        null,
        null);

    private static TaskFailureDetails NotFound(string type, string kind, string name, string version) =>
        new(type, $"No {kind} task named '{name}'{(version.Length == 0 ? string.Empty : $" with version '{version}'")} was found.", null, null, null);
}
