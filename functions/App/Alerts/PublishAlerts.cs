using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts;

public sealed class PublishAlertsActivity(AlertStore store, BulletinTopic topic)
{
    /// <summary>
    /// Sends the sector's unpublished alerts to the topic <c>bulletins</c>. Safe to run twice: the MessageId is the alert's id.
    /// </summary>
    [Function(nameof(PublishAlertsActivity))]
    public async Task RunAsync([ActivityTrigger] string sector, CancellationToken cancellation)
    {
        foreach (var alert in await store.UnpublishedAsync(sector, cancellation))
        {
            await topic.PublishAsync(alert.Id, "alert", alert, cancellation);
            await store.MarkPublishedAsync(alert, cancellation);
        }
    }
}
