using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Mail;

/// <summary>How many letters come back.</summary>
public sealed class BounceMetrics(IMeterFactory meters)
{
    private readonly Counter<long> bounced = meters.Create(Tracing.Name).CreateCounter<long>(
        "letters.bounced", "{report}", "Reports that a letter came back.");

    public void Bounced(BounceKind kind) => bounced.Add(1, new KeyValuePair<string, object?>("kind", $"{kind}"));
}
