using System.Diagnostics;
using System.Runtime.ExceptionServices;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Platform.Facts;

/// <summary>Finishes commits that their own process could not finish: brings the lists up to date, publishes the facts.</summary>
public sealed class FactTimer(CommitFollower follower, Outbox outbox, IOptions<FactOptions> options, ILogger<FactTimer> logger)
{
    [Function("Facts_Sweep")]
    public async Task SweepAsync([TimerTrigger("%FactSweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        Exception? first = null;
        var isTopicAway = false;
        foreach (var marker in await outbox.PendingAsync(TimeSpan.FromSeconds(options.Value.SettledSeconds), cancellation))
        {
            using var late = Tracing.Continue("publish fact late", marker.Trace, ActivityKind.Producer);
            try
            {
                // Once the topic is away it is for all of them: each would wait in vain.
                if (!marker.IsShown) await follower.ShowAsync(marker, cancellation);
                if (!isTopicAway) await PublishAsync(marker, cancellation);
            }
            // A marker whose aggregate cannot be read keeps no other one waiting.
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                isTopicAway |= Outage.Is(exception);
                first ??= exception;
            }
        }

        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }

    private async Task PublishAsync(OutboxMarker marker, CancellationToken cancellation)
    {
        var published = await follower.PublishAsync(marker, cancellation);
        // None: the commit lost its race or never happened, and nothing follows from it.
        if (published > 0) logger.LogInformation("Published {Count} facts of {Subject} late, from number {First}", published,
            marker.Subject, marker.First);
    }
}
