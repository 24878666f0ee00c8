using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Deliveries;

/// <summary>What operators see of the canaries: shown by the instance whose timer looked, as long as that is fresh.</summary>
public sealed class CanaryMetrics
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private readonly TimeProvider time;
    private volatile Shown? shown;

    public CanaryMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        meters.Create(Tracing.Name).CreateObservableGauge(
            "canary.missing", Missing, "{bulletin}", "Urgent warnings that did not reach the canary of a channel in time.");
    }

    /// <summary>Takes over what was found; a channel of which none is missing is shown as 0.</summary>
    public void Show(IReadOnlyList<OpenCanary> missing) => shown = new Shown(missing, time.GetUtcNow());

    private IEnumerable<Measurement<long>> Missing() => shown is not { } last || time.GetUtcNow() - last.At >= Fresh
        ? []
        : Enum.GetValues<CanaryChannel>().Select(channel => new Measurement<long>(
            last.Missing.Count(each => each.Channel == channel), new KeyValuePair<string, object?>("channel", $"{channel}")));

    private sealed record Shown(IReadOnlyList<OpenCanary> Missing, DateTimeOffset At);
}
