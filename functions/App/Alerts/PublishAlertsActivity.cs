using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts;

/// <summary>An alert as the topic <c>notices</c> carries it.</summary>
public sealed record AlertNotice(string Id, string Sector, DateOnly Day, int Number, LocalizedText Title, DateTimeOffset At, IReadOnlyList<AlertItem> Items);

public sealed class PublishAlertsActivity(AlertStore store, BulletinTopic topic)
{
    /// <summary>Sends the sector's unpublished alerts. Safe to run twice: the MessageId is the alert's id.</summary>
    [Function(nameof(PublishAlertsActivity))]
    public async Task RunAsync([ActivityTrigger] string sector, CancellationToken cancellation)
    {
        foreach (var alert in await store.UnpublishedAsync(sector, cancellation))
        {
            var notice = new AlertNotice(alert.Id, alert.Sector, alert.Day, alert.Number, alert.Title, alert.At, alert.Items);
            await topic.PublishAsync(alert.Id, "alert", notice, cancellation);
            await store.MarkPublishedAsync(alert, cancellation);
        }
    }
}
