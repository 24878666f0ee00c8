using System.Reflection;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using LocalHost.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Functions;

/// <summary>Decides, once per method, where each parameter's value comes from.</summary>
internal static class ParameterBinder
{
    /// <summary>The way to the parameter's value, or null when there is none.</summary>
    public static BoundParameter? Bind(ParameterInfo parameter, TriggerBindingAttribute trigger, ParameterInfo triggerParameter)
    {
        // By position: reflection may give two hosts that start at once different objects for one parameter.
        if (parameter.Position == triggerParameter.Position) return new(parameter, static (call, _) => call.Trigger);

        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return type == typeof(DurableTaskClient)
                ? new(parameter, static (_, context) => context.InstanceServices.GetRequiredService<DurableTaskClient>())
                : null;
        }

        if (type == typeof(FunctionContext)) return new(parameter, static (_, context) => context);
        if (type == typeof(CancellationToken)) return new(parameter, static (_, context) => context.CancellationToken);
        // An orchestrator's further parameter is its input, given by the adaptor.
        if (trigger is OrchestrationTriggerAttribute) return new(parameter, static (_, _) => null);
        if (ByType(trigger).Contains(type)) return new(parameter, (call, _) => call.Values.First(type.IsInstanceOfType));
        return NamesOf(trigger).Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase) && TextValue.CanBecome(type)
            ? new(parameter, (call, _) => Named(call, parameter))
            : null;
    }

    /// <summary>Whether the trigger can give its parameter a value of this type.</summary>
    public static bool Gives(TriggerBindingAttribute trigger, Type type) => trigger switch
    {
        HttpTriggerAttribute => type == typeof(HttpRequest),
        TimerTriggerAttribute => type == typeof(TimerInfo),
        ServiceBusTriggerAttribute => type == typeof(ServiceBusReceivedMessage),
        BlobTriggerAttribute => BlobValue.Types.Contains(type),
        OrchestrationTriggerAttribute => type == typeof(Microsoft.DurableTask.TaskOrchestrationContext),
        _ => trigger is ActivityTriggerAttribute,
    };

    private static Type[] ByType(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => [typeof(HttpRequest), typeof(HttpContext)],
        BlobTriggerAttribute => [typeof(BlobClient), typeof(BlobProperties)],
        _ => [],
    };

    private static IEnumerable<string> NamesOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute { Route: { } route } => Http.RouteNames.Of(route),
        BlobTriggerAttribute blob => BlobPath.Parse(blob.BlobPath).Names,
        ActivityTriggerAttribute => ["instanceId"],
        _ => [],
    };

    private static object? Named(Invocation call, ParameterInfo parameter)
    {
        var value = call.Data.GetValueOrDefault(parameter.Name!);
        if (value is null) return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return parameter.ParameterType.IsInstanceOfType(value)
            ? value
            : TextValue.Parse(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, parameter.ParameterType, parameter.Name!);
    }
}
