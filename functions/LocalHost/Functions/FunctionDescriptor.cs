using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalHost.Functions;

/// <summary>One <c>[Function]</c> method, checked: what starts it and how its parameters get their values.</summary>
/// <param name="Parameters">One per parameter of the method, in its order.</param>
public sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    TriggerBindingAttribute Trigger,
    ParameterInfo TriggerParameter,
    IReadOnlyList<BoundParameter> Parameters)
{
    /// <summary>What the official FunctionContext tells the function about itself.</summary>
    public FunctionDefinition Definition { get; } = new LocalFunctionDefinition(Name, Method);

    /// <summary>Type and method, for messages.</summary>
    public string Place => $"{Method.DeclaringType!.Name}.{Method.Name}";

    /// <summary>Name of an invocation's span.</summary>
    internal string Span { get; } = $"function {Name}";

    internal Awaiter Result { get; } = Awaiter.For(Method);
}
