using System.Reflection;
using Microsoft.DurableTask;

namespace LocalHost.Functions;

/// <summary>Orchestrator methods as the engine calls them.</summary>
/// <remarks>No scope, no middleware: whatever they did would happen again at each replay.</remarks>
public static class OrchestratorBinding
{
    private static readonly MethodInfo InputGetter = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    /// <summary>Calls the method with the context and, where it has a further parameter, with the input as that type.</summary>
    public static Func<TaskOrchestrationContext, Task<object?>> Bind(FunctionDescriptor function)
    {
        var method = function.Method;
        var inputs = method.GetParameters()
            .Select(parameter => parameter.Position == function.TriggerParameter.Position ? null : InputGetter.MakeGenericMethod(parameter.ParameterType))
            .ToArray();
        return async context =>
        {
            // A null getter stands for the context itself.
            var arguments = Array.ConvertAll(inputs, getter => getter is null ? context : getter.Invoke(context, BindingFlags.DoNotWrapExceptions, null, null, null));
            return await function.Result.WaitAsync(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null));
        };
    }
}
