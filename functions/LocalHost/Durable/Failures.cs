using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace LocalHost.Durable;

/// <summary>Failures in Durable Task's forms: as stored, as its core describes them, and as it throws them below the context.</summary>
internal static class Failures
{
    /// <summary>What an exception that escapes leaves of itself.</summary>
    /// <remarks>The details of a failed task stay complete as the inner failure; wrapped in another exception they are lost.</remarks>
    public static TaskFailureDetails Of(Exception exception) => Of(exception switch
    {
        // A terminated sub-orchestration fails its parent without details, and the parent that lets that escape fails over their absence.
        TaskFailedException { FailureDetails: null } => new FailureDetails(new NullReferenceException()),
        TaskFailedException failed => new FailureDetails(failed, Core(failed.FailureDetails, final: false)),
        _ => new FailureDetails(exception),
    })!;

    public static TaskFailureDetails? Of(FailureDetails? core) => core is null
        ? null
        : new TaskFailureDetails(core.ErrorType, core.ErrorMessage, core.StackTrace, Of(core.InnerFailure), core.Properties);

    /// <summary>Null for a sub-orchestration that was terminated.</summary>
    public static FailureDetails? Of(TaskFailed failed) => failed.Failure is null ? null : Core(failed.Failure, failed.Final);

    public static Exception OfActivity(int id, string name, FailureDetails? details) =>
        new CoreTaskFailedException(-1, id, name, string.Empty, details?.ErrorMessage, null) { FailureDetails = details };

    public static Exception OfChild(int id, string name, FailureDetails? details) =>
        new SubOrchestrationFailedException(-1, id, name, string.Empty, details?.ErrorMessage, null) { FailureDetails = details };

    public static TaskFailureDetails NoOrchestrator(string name, string version) => NotFound("OrchestratorTaskNotFound", "orchestrator", name, version);

    public static TaskFailureDetails NoActivity(string name, string version) => NotFound("ActivityTaskNotFound", "activity", name, version);

    /// <summary>What the Functions host notes of an activity whose worker died.</summary>
    public static TaskFailureDetails Interrupted(string name) => new(
        "Microsoft.Azure.WebJobs.Host.FunctionInvocationException", $"Exception while executing function: Functions.{name}. The process ended.", null, null, null);

    public static TaskFailureDetails OtherVersion { get; } = new("VersionMismatch", "Orchestration version did not comply with Worker Versioning", null, null, null);

    public static TaskFailureDetails AlreadyExists(string instanceId) => new(
        typeof(OrchestrationAlreadyExistsException).ToString(),
        $"An orchestration with instance ID '{instanceId}' is running already.",
        null,
        null,
        null);

    private static FailureDetails Core(TaskFailureDetails failure, bool final) => new(
        failure.ErrorType,
        failure.ErrorMessage,
        failure.StackTrace,
        failure.InnerFailure is null ? null : Core(failure.InnerFailure, final: false),
        final,
        failure.Properties);

    private static TaskFailureDetails NotFound(string type, string kind, string name, string version) =>
        new(type, $"No {kind} task named '{name}'{(version.Length == 0 ? string.Empty : $" with version '{version}'")} was found.", null, null, null);
}
