// Stands in for Microsoft.Azure.DurableTask.Core 3.9.0 (a dependency of Microsoft.DurableTask.Abstractions 1.25.0).
namespace DurableTask.Core;

public enum OrchestrationStatus
{
    Running,
    Completed,
    ContinuedAsNew,
    Failed,
    Canceled,
    Terminated,
    Pending,
    Suspended,
}

public class OrchestrationInstance
{
    public string? InstanceId { get; set; }
}

public class ParentInstance
{
#pragma warning disable CA1051 // Fields, as in the package.
    public string? Name;

    public OrchestrationInstance? OrchestrationInstance;

    public int TaskScheduleId;
#pragma warning restore CA1051
}

public class FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable)
{
    public string ErrorType { get; } = errorType;

    public string ErrorMessage { get; } = errorMessage;

    public string? StackTrace { get; } = stackTrace;

    public FailureDetails? InnerFailure { get; } = innerFailure;

    public bool IsNonRetriable { get; } = isNonRetriable;
}
