using System.Diagnostics;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Telemetry;

/// <summary>The host's source of spans: named as those of the Functions host, its worker and Durable Task, so that a trace looks alike there and here.</summary>
/// <remarks>While nobody listens, each costs one look at the source.</remarks>
public static class HostSpans
{
    public const string Name = "LocalHost";

    internal static readonly ActivitySource Source = new(Name);

    /// <summary>One invocation. What calendars and storage start begins a trace.</summary>
    internal static Activity? Function(FunctionDescriptor function, string invocationId)
    {
        if (!Source.HasListeners()) return null;
        if (function.Trigger is TimerTriggerAttribute or BlobTriggerAttribute) Activity.Current = null;
        var span = Source.StartActivity(function.Span, ActivityKind.Internal);
        span?.SetTag("faas.name", function.Name).SetTag("faas.invocation_id", invocationId).SetTag("faas.trigger", Trigger(function));
        return span;
    }

    /// <summary>Marks what a span was for as failed; by kind only, since messages may quote people.</summary>
    /// <returns>False, for exception filters: the failure goes on.</returns>
    internal static bool Failed(this Activity? span, Exception failure)
    {
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);
        return false;
    }

    private static string Trigger(FunctionDescriptor function) => function.Trigger switch
    {
        HttpTriggerAttribute => "http",
        TimerTriggerAttribute => "timer",
        ServiceBusTriggerAttribute => "pubsub",
        BlobTriggerAttribute => "datasource",
        _ => "other",
    };
}
