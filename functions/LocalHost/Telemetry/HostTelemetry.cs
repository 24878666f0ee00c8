using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;
using LocalHost.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LocalHost.Telemetry;

/// <summary>Where LocalHost writes traces, metrics and logs.</summary>
public enum TelemetryTarget
{
    /// <summary>Nowhere, unless an OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
    None,

    Console,

    /// <summary>To OTEL_EXPORTER_OTLP_ENDPOINT, or to the standard port of this machine.</summary>
    Otlp,
}

/// <summary>The app's telemetry together with the host's. Exporters live in the machine's time, whatever the host's clock, and count as no work.</summary>
public static class HostTelemetry
{
    private const string LocalCollector = "http://localhost:4317";

    /// <summary>Collects the spans, metrics and logs of app and host; exporters are added to what it returns.</summary>
    public static IOpenTelemetryBuilder ObserveHost(this IHostApplicationBuilder builder)
    {
        builder.Observe(FunctionsApp.Platform.Telemetry.Tracing.Name);
        return builder.Observe(HostSpans.Name).WithTracing(tracing => tracing.AddSource(HttpSpans.Source));
    }

    /// <summary>Before the app's services: they export on their own where the endpoint is set.</summary>
    internal static void AddSettings(IHostApplicationBuilder builder, TelemetryTarget target)
    {
        if (target == TelemetryTarget.Otlp) Default(builder.Configuration, TelemetryFeature.Otlp, LocalCollector);
        Default(builder.Configuration, "OTEL_SERVICE_NAME", FunctionsApp.Platform.Telemetry.Tracing.Name);
    }

    internal static void Add(IHostApplicationBuilder builder, TelemetryTarget target)
    {
        if (target != TelemetryTarget.Console && !TelemetryFeature.IsOn(builder.Configuration)) return;
        var telemetry = builder.ObserveHost();
        if (target != TelemetryTarget.Console) return;
        telemetry
            .WithTracing(tracing => tracing.AddConsoleExporter())
            .WithMetrics(metrics => metrics.AddConsoleExporter())
            .WithLogging(logging => logging.AddConsoleExporter());
    }

    private static void Default(IConfigurationManager settings, string name, string value)
    {
        if (string.IsNullOrWhiteSpace(settings[name])) settings.AddInMemoryCollection([new(name, value)]);
    }

    /// <summary>On Azure the platform counts dead letters: an app that did would need the right to manage its own queues.</summary>
    internal static void Count(LocalServiceBus bus, IMeterFactory meters)
    {
        var deadLettered = meters.Create(FunctionsApp.Platform.Telemetry.Tracing.Name).CreateCounter<long>("messages.dead_lettered", "{message}", "Messages that no delivery helped.");
        bus.DeadLettered += entity => deadLettered.Add(1, new KeyValuePair<string, object?>("entity", entity));
    }
}
