using System.Diagnostics;
using FunctionsApp;
using LocalHost.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Scenarios.Fixtures;

/// <summary>A city whose traces, metrics and logs are collected as an exporter gets them.</summary>
/// <remarks>Sources and meters are global: these tests run when no other does.</remarks>
public class CityWithTelemetry : CityUnderTest
{
    private readonly CollectedExports<Activity> spans = [];
    private readonly CollectedExports<MetricSnapshot> metrics = [];
    private readonly CollectedExports<LogRecord> logs = [];

    public CityWithTelemetry() => Options = Options with
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
    public IReadOnlyList<MetricReading> Measure()
    {
        metrics.Clear();
        App.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. metrics.Snapshot().SelectMany(metric => metric.MetricPoints.Select(point => MetricReading.Of(metric, point)))];
    }
}

[CollectionDefinition(nameof(TracedTests), DisableParallelization = true)]
public sealed class TracedTests : ICollectionFixture<CityWithTelemetry>;
