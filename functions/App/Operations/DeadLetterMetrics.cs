using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Operations;

/// <summary>What is seen of dead letters that are sent again.</summary>
public sealed class DeadLetterMetrics(IMeterFactory meters)
{
    private readonly Counter<long> resent = meters.Create(Tracing.Name).CreateCounter<long>(
        "messages.resent", "{message}", "Dead letters that operators sent again.");

    public void Sent(BusEntity entity, int count) => resent.Add(count, new KeyValuePair<string, object?>("entity", entity.Path));
}
