// Stands in for Microsoft.Azure.DurableTask.Core 3.9.0 (a dependency of Microsoft.DurableTask.Abstractions 1.25.0).
namespace DurableTask.Core.Exceptions;

public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException() { }

    public OrchestrationAlreadyExistsException(string message)
        : base(message) { }

    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException) { }
}
