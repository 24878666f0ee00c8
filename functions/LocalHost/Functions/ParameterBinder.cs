using System.Reflection;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using LocalHost.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Functions;

/// <summary>Where a parameter's value comes from.</summary>
public delegate object? BoundParameter(Invocation call, FunctionContext context);

/// <summary>Decides, once per method, where each parameter's value comes from.</summary>
internal static class ParameterBinder
{
    /// <summary>The way to the parameter's value, or null when there is none.</summary>
    public static BoundParameter? Bind(ParameterInfo parameter, TriggerBindingAttribute trigger, ParameterInfo triggerParameter)
    {
        // By position: reflection may give two hosts that start at once different objects for one parameter.
        if (parameter.Position == triggerParameter.Position) return static (call, _) => call.Trigger;

        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return type == typeof(DurableTaskClient)
                ? static (_, context) => context.InstanceServices.GetRequiredService<DurableTaskClient>()
                : null;
        }

        if (type == typeof(CancellationToken)) return static (_, context) => context.CancellationToken;
        // An orchestrator's further parameter is its input, given by the adaptor.
        if (trigger is OrchestrationTriggerAttribute) return static (_, _) => null;
        var name = parameter.Name!;
        return type == typeof(string) && NamesOf(trigger).Contains(name, StringComparer.OrdinalIgnoreCase)
            ? (call, _) => call.Data.GetValueOrDefault(name)
            : null;
    }

    /// <summary>Whether the trigger can give its parameter a value of this type.</summary>
    public static bool Gives(TriggerBindingAttribute trigger, Type type) => trigger switch
    {
        HttpTriggerAttribute => type == typeof(HttpRequest),
        TimerTriggerAttribute => type == typeof(TimerInfo),
        ServiceBusTriggerAttribute => type == typeof(ServiceBusReceivedMessage),
        BlobTriggerAttribute => type == typeof(BlobClient),
        OrchestrationTriggerAttribute => type == typeof(Microsoft.DurableTask.TaskOrchestrationContext),
        _ => trigger is ActivityTriggerAttribute,
    };

    private static IEnumerable<string> NamesOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute { Route: { } route } => RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name),
        BlobTriggerAttribute blob => [BlobPath.Parse(blob.BlobPath).Part],
        _ => [],
    };
}
