using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Platform.Http;

/// <summary>The method of an HTTP function, with the name and the trigger that its attributes declare.</summary>
public sealed record TriggeredMethod(string Name, MethodInfo Method, HttpTriggerAttribute Trigger)
{
    /// <summary>Those of an assembly, in no order.</summary>
    public static IEnumerable<TriggeredMethod> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select new TriggeredMethod(function.Name, method, trigger);
}
