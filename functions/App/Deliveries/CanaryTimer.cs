using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

/// <summary>Reports urgent warnings that did not reach the canaries in time.</summary>
public sealed class CanaryTimer(
    CanaryStore canaries, CanaryMetrics metrics, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<CanaryTimer> logger)
{
    private static readonly EventId Missing = new(18_003, "CanaryMissing");

    /// <summary>At MetricsSchedule, every 5 minutes. Safe to run twice; reads the rows that are open alone.</summary>
    [Function("Canaries_Check")]
    public async Task CheckAsync([TimerTrigger("%MetricsSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        var open = await canaries.ReadOpenAsync(cancellation);
        var missing = CheckCanaries.Missing(open, options.Value.CanaryLimit, time.GetUtcNow());
        foreach (var each in missing)
        {
            logger.LogError(
                Missing, "Warning message {Bulletin} of {At} has not reached the canary of the channel {Channel}", each.Bulletin, each.At,
                each.Channel);
        }

        metrics.Show(missing);
    }

    /// <summary>Daily 01:45 Asia/Shanghai, written in UTC. Safe to run twice.</summary>
    [Function("Canaries_Forget")]
    public Task ForgetAsync([TimerTrigger("0 45 17 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        canaries.RemoveAsync(time.GetUtcNow().AddDays(-options.Value.LogDays), cancellation);
}
