using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace App.Tests.Fixtures;

/// <summary>Collects the app's metrics while it lives, as an exporter gets them. See <see cref="Traced"/> on who may use it.</summary>
internal sealed class Measured : IDisposable
{
    private readonly List<MetricSnapshot> exported = [];
    private readonly MeterProvider provider;

    public Measured() => provider = Sdk.CreateMeterProviderBuilder().AddMeter(Tracing.Name).AddInMemoryExporter(exported).Build();

    /// <summary>What the app asks for its meter.</summary>
    public IMeterFactory Meters { get; } = new Factory();

    /// <summary>The instrument's values now, each with its dimensions in order of name: <c>age=…, stage=…</c>.</summary>
    public IReadOnlyDictionary<string, double> Now(string instrument)
    {
        exported.Clear();
        provider.ForceFlush();
        var values = new Dictionary<string, double>();
        foreach (var metric in exported.Where(metric => metric.Name == instrument))
        {
            foreach (var point in metric.MetricPoints) values[Dimensions(point)] = Value(metric.MetricType, point);
        }

        return values;
    }

    public void Dispose()
    {
        Meters.Dispose();
        provider.Dispose();
    }

    private static double Value(MetricType type, MetricPoint point) => type switch
    {
        MetricType.LongSum => point.GetSumLong(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string Dimensions(MetricPoint point)
    {
        var dimensions = new List<string>();
        foreach (var tag in point.Tags) dimensions.Add($"{tag.Key}={tag.Value}");
        return string.Join(", ", dimensions.Order(StringComparer.Ordinal));
    }

    /// <summary>Meters of a test that may be measured or not.</summary>
    internal sealed class Factory : IMeterFactory
    {
        private readonly List<Meter> meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            meters.Add(meter);
            return meter;
        }

        public void Dispose() => meters.ForEach(meter => meter.Dispose());
    }
}
