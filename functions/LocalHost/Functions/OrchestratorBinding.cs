using System.Reflection;
using LocalHost.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace LocalHost.Functions;

/// <summary>Orchestrator methods as the engine calls them.</summary>
/// <remarks>No scope, no middleware: whatever they did would happen again at each replay.</remarks>
public static class OrchestratorBinding
{
    private static readonly MethodInfo InputGetter = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    /// <summary>Every orchestrator by the name that starts it.</summary>
    public static IReadOnlyDictionary<string, OrchestratorCode> BindAll(FunctionCatalogue functions) => functions.With<OrchestrationTriggerAttribute>().ToDictionary(
        pair => pair.Function.Name, pair => new OrchestratorCode(Bind(pair.Function)));

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
