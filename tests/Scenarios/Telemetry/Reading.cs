using OpenTelemetry.Metrics;

namespace Scenarios.Telemetry;

/// <summary>A value of a metric.</summary>
/// <param name="Dimensions"><c>name=value</c>, in order of name.</param>
public sealed record Reading(string Metric, string Dimensions, double Value)
{
    public static Reading Of(MetricSnapshot metric, MetricPoint point)
    {
        var dimensions = new List<string>();
        foreach (var tag in point.Tags) dimensions.Add($"{tag.Key}={tag.Value}");
        return new Reading(metric.Name, string.Join(", ", dimensions.Order(StringComparer.Ordinal)), metric.MetricType switch
        {
            MetricType.LongSum => point.GetSumLong(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        });
    }
}
