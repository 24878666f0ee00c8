using System.Diagnostics;
using FunctionsApp;
using LocalHost.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Scenarios.Telemetry;

/// <summary>A city whose traces, metrics and logs are collected as an exporter gets them.</summary>
/// <remarks>Sources and meters are global: these tests run when no other does.</remarks>
public class TracedCity : WitnessedCity
{
    private readonly Collected<Activity> spans = [];
    private readonly Collected<MetricSnapshot> metrics = [];
    private readonly Collected<LogRecord> logs = [];

    public TracedCity() => Options = Options with
    {
        Configure = builder =>
        {
            builder.AddApp();
            builder.ObserveHost()
                .WithTracing(tracing => tracing.AddInMemoryExporter(spans))
                .WithMetrics(meters => meters.AddInMemoryExporter(metrics))
                .WithLogging(logging => logging.AddInMemoryExporter(logs));
        },
    };

    /// <summary>Every ended span so far; also those of tests before.</summary>
    public IReadOnlyList<Activity> Spans => spans.Snapshot();

    public IReadOnlyList<LogRecord> Logs => logs.Snapshot();

    /// <summary>Every metric with its dimensions, as they are now.</summary>
    public IReadOnlyList<Reading> Measure()
    {
        metrics.Clear();
        App.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. metrics.Snapshot().SelectMany(metric => metric.MetricPoints.Select(point => Reading.Of(metric, point)))];
    }
}

[CollectionDefinition(nameof(TracedTests), DisableParallelization = true)]
public sealed class TracedTests : ICollectionFixture<TracedCity>;
