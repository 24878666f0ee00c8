// Stands in for Microsoft.Azure.Functions.Worker 2.52.0 (assembly Microsoft.Azure.Functions.Worker.Core).
namespace Microsoft.Azure.Functions.Worker.Middleware;

public delegate Task FunctionExecutionDelegate(FunctionContext context);

public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
