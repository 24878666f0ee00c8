using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalHost.Functions;

/// <summary>The functions of an app, in order of name, found by reflection and checked before anything starts.</summary>
public sealed class FunctionCatalogue
{
    private FunctionCatalogue(IReadOnlyList<FunctionDescriptor> functions) => All = functions;

    public IReadOnlyList<FunctionDescriptor> All { get; }

    /// <summary>The functions that one kind of trigger starts.</summary>
    public IEnumerable<(FunctionDescriptor Function, TTrigger Trigger)> With<TTrigger>()
        where TTrigger : TriggerBindingAttribute =>
        All.Where(function => function.Trigger is TTrigger).Select(function => (function, (TTrigger)function.Trigger));

    /// <summary>The functions of these types' public methods, static or not.</summary>
    /// <exception cref="LocalHostException">Names every function that cannot be served, and why.</exception>
    public static FunctionCatalogue Of(IEnumerable<Type> types)
    {
        var faults = new List<string>();
        var found = types
            .Where(type => type is { IsClass: true, ContainsGenericParameters: false })
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(pair => pair.Function is not null)
            .Select(pair => Describe(pair.Function!.Name, pair.Method, faults))
            .OfType<FunctionDescriptor>()
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();

        foreach (var same in found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            faults.Add($"{same.Key}: the name is used by {string.Join(" and ", same.Select(function => function.Place))}. Names must differ, ignoring case.");
        }

        return faults.Count == 0
            ? new FunctionCatalogue(found)
            : throw new LocalHostException($"These functions cannot be served:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(fault => $"  {fault}"))}");
    }

    private static FunctionDescriptor? Describe(string name, MethodInfo method, List<string> faults)
    {
        var before = faults.Count;
        void Fault(string what) => faults.Add($"{name} ({method.DeclaringType!.Name}.{method.Name}): {what}");

        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            Fault(triggers.Count == 0 ? "no parameter has a trigger attribute." : "more than one parameter has a trigger attribute.");
            return null;
        }

        var (triggerParameter, trigger) = (triggers[0].Parameter, triggers[0].Attribute!);
        if (trigger is not (HttpTriggerAttribute or TimerTriggerAttribute or ServiceBusTriggerAttribute or BlobTriggerAttribute
            or OrchestrationTriggerAttribute or ActivityTriggerAttribute))
        {
            Fault($"LocalHost does not know the trigger {trigger.GetType().Name}.");
            return null;
        }

        if (!ParameterBinder.Gives(trigger, triggerParameter.ParameterType))
        {
            Fault($"{trigger.GetType().Name} cannot give parameter {triggerParameter.Name} a {triggerParameter.ParameterType.Name}.");
        }

        var parameters = new List<BoundParameter>();
        foreach (var parameter in method.GetParameters())
        {
            if (ParameterBinder.Bind(parameter, trigger, triggerParameter) is { } bound) parameters.Add(bound);
            else Fault($"nothing gives parameter {parameter.Name} ({parameter.ParameterType.Name}) a value.");
        }

        if (ShapeFault(method, trigger) is { } shape) Fault(shape);
        return faults.Count == before ? new FunctionDescriptor(name, method, trigger, triggerParameter, parameters) : null;
    }

    private static string? ShapeFault(MethodInfo method, TriggerBindingAttribute trigger)
    {
        var result = Awaiter.ResultType(method);
        return trigger switch
        {
            HttpTriggerAttribute when !result.IsAssignableTo(typeof(IResult)) => "an HTTP function returns IResult.",
            HttpTriggerAttribute { Route: null } or HttpTriggerAttribute { Methods: null or [] } =>
                "an HTTP function names its methods and its route.",
            TimerTriggerAttribute { RunOnStartup: true } or TimerTriggerAttribute { UseMonitor: false } =>
                "a timer runs at its ticks and is monitored here.",
            OrchestrationTriggerAttribute { Orchestration: not null } or ActivityTriggerAttribute { Activity: not null } =>
                "the function's name is the only one.",
            OrchestrationTriggerAttribute when !method.IsStatic => "an orchestrator must be static, so that no service can enter a replay.",
            OrchestrationTriggerAttribute when !method.ReturnType.IsAssignableTo(typeof(Task)) => "an orchestrator returns Task or Task<T>.",
            OrchestrationTriggerAttribute when method.GetParameters().Length > 2 => "an orchestrator takes its context and at most its input.",
            ServiceBusTriggerAttribute { IsSessionsEnabled: true } or ServiceBusTriggerAttribute { IsBatched: true }
                or ServiceBusTriggerAttribute { AutoCompleteMessages: false } =>
                "sessions, batches and settling by the function are not served here.",
            _ when method.ReturnType.Name.StartsWith(nameof(ValueTask), StringComparison.Ordinal) => "a function that waits returns Task.",
            _ when method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)) =>
                "async void cannot be awaited; return Task.",
            _ => null,
        };
    }
}
