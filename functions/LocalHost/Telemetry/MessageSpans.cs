using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace LocalHost.Telemetry;

/// <summary>Carries traces in messages as Azure's SDK does: a span for each message, named in its properties, and its processing as child of it.</summary>
internal static class MessageSpans
{
    private const string DiagnosticId = "Diagnostic-Id";
    private const string TraceParent = "traceparent";

    /// <summary>Gives each message its span, unless it brings one; then the sending of all.</summary>
    /// <returns>Null when nobody traces. Dispose ends the sending.</returns>
    public static Activity? Send(string entity, IReadOnlyList<ServiceBusMessage> messages)
    {
        if (!HostSpans.Source.HasListeners()) return null;
        foreach (var message in messages) Mark(entity, message.ApplicationProperties);
        var links = messages.Select(message => Context(message.ApplicationProperties.AsReadOnly())).OfType<ActivityContext>().Select(context => new ActivityLink(context));
        var send = HostSpans.Source.StartActivity("ServiceBusSender.Send", ActivityKind.Client, default(ActivityContext), links: links);
        return Describe(send, entity)?.SetTag("messaging.batch.message_count", messages.Count);
    }

    /// <param name="entity">"queue" or "topic/subscription".</param>
    public static Activity? Process(string entity, ServiceBusReceivedMessage message)
    {
        if (!HostSpans.Source.HasListeners()) return null;
        // Whoever sent a message in this process has nothing to do with its delivery, but for what the message says.
        Activity.Current = null;
        return Describe(
            HostSpans.Source.StartActivity("ServiceBusProcessor.ProcessMessage", ActivityKind.Consumer, Context(message.ApplicationProperties) ?? default), entity)
            ?.SetTag("messaging.message.id", message.MessageId);
    }

    private static void Mark(string entity, IDictionary<string, object> properties)
    {
        if (properties.ContainsKey(DiagnosticId) || properties.ContainsKey(TraceParent)) return;
        using var span = Describe(HostSpans.Source.StartActivity("Message", ActivityKind.Producer), entity);
        if (Activity.Current?.Id is { } id) properties[DiagnosticId] = properties[TraceParent] = id;
    }

    private static ActivityContext? Context(IReadOnlyDictionary<string, object> properties) =>
        (properties.GetValueOrDefault(TraceParent) ?? properties.GetValueOrDefault(DiagnosticId)) is string text && ActivityContext.TryParse(text, null, isRemote: true, out var context)
            ? context
            : null;

    private static Activity? Describe(Activity? span, string entity) =>
        span?.SetTag("messaging.system", "servicebus").SetTag("messaging.destination.name", entity);
}
