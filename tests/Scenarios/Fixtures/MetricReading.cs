using OpenTelemetry.Metrics;

namespace Scenarios.Fixtures;

/// <summary>A value of a metric.</summary>
/// <param name="Dimensions"><c>name=value</c>, in order of name.</param>
public sealed record MetricReading(string Metric, string Dimensions, double Value)
{
    public static MetricReading Of(MetricSnapshot metric, MetricPoint point)
    {
        var dimensions = new List<string>();
        foreach (var tag in point.Tags) dimensions.Add($"{tag.Key}={tag.Value}");
        return new MetricReading(metric.Name, string.Join(", ", dimensions.Order(StringComparer.Ordinal)), metric.MetricType switch
        {
            MetricType.LongSum => point.GetSumLong(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        });
    }
}
