using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FunctionsApp.Platform.Telemetry;

/// <summary>
/// Exports traces, metrics and logs by OpenTelemetry to the target of a setting; without one nothing is collected.
/// </summary>
public static class TelemetryFeature
{
    /// <summary>Setting: the Application Insights resource; entered with the app's identity.</summary>
    public const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Setting: an OTLP endpoint. The SDK reads it, and the other OTEL_ settings, by itself.</summary>
    public const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsOn(IConfiguration settings) => settings.Has(AzureMonitor) || settings.Has(Otlp);

    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration)) return builder;
        var telemetry = builder.Observe(Tracing.Name);
        if (builder.Configuration.Has(Otlp)) telemetry.UseOtlpExporter();
        if (builder.Configuration.Has(AzureMonitor))
        {
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = builder.Configuration[AzureMonitor];
                exporter.Credential = new DefaultAzureCredential();
            });
        }

        return builder;
    }

    /// <summary>Collects the spans, metrics and logs of a name; exporters are added to what it returns.</summary>
    /// <param name="name">Of a source, a meter and the namespace of loggers. May be called for several.</param>
    public static IOpenTelemetryBuilder Observe(this IHostApplicationBuilder builder, string name)
    {
        builder.Services.Configure<LogDiscretion.Names>(names => names.Own.Add(name));
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(name, LogLevel.Information);
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(name))
            .WithMetrics(metrics => metrics.AddMeter(name));
        return builder.Services.Any(service => service.ServiceType == typeof(SpanDiscretion)) ? telemetry : builder.ObserveSdks(telemetry);
    }

    private static IOpenTelemetryBuilder ObserveSdks(this IHostApplicationBuilder builder, IOpenTelemetryBuilder telemetry)
    {
        // Without it Service Bus carries the trace, but shows no spans of its own. Read once, when the first client is made.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        builder.Services.AddSingleton<SpanDiscretion>().AddSingleton<LogDiscretion>();
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning);
        return telemetry
            // Not those of tables and blobs: their addresses name people and applications.
            .WithTracing(tracing => tracing
                .AddSource("Microsoft.DurableTask", "Azure.Messaging.ServiceBus", "Azure.Messaging.ServiceBus.*")
                .AddProcessor(services => services.GetRequiredService<SpanDiscretion>()))
            .WithLogging(
                logging => logging.AddProcessor(services => services.GetRequiredService<LogDiscretion>()),
                options => options.IncludeFormattedMessage = true);
    }

    private static bool Has(this IConfiguration settings, string name) => !string.IsNullOrWhiteSpace(settings[name]);
}
