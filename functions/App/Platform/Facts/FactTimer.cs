using System.Diagnostics;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Platform.Facts;

/// <summary>Finishes commits that their own process could not finish: publishes the facts, brings the lists up to date.</summary>
public sealed class FactTimer(AggregateStore store, Outbox outbox, IOptions<FactOptions> options, ILogger<FactTimer> logger)
{
    [Function("Facts_Sweep")]
    public async Task SweepAsync([TimerTrigger("%FactSweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var marker in await outbox.PendingAsync(TimeSpan.FromSeconds(options.Value.SettledSeconds), cancellation))
        {
            using var late = Tracing.Continue("publish fact late", marker.Trace, ActivityKind.Producer);
            var published = await store.FinishAsync(marker, cancellation);
            // None: the commit lost its race or never happened, and nothing follows from it.
            if (published > 0) logger.LogInformation("Published {Count} facts of {Subject} late, from number {First}", published,
                marker.Subject, marker.First);
        }
    }
}
