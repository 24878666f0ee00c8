using FunctionsApp.Alerts;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

/// <summary>Chooses what of a bulletin a webhook gets.</summary>
public sealed class ChooseDeliveries(WriteEvent events)
{
    public IEnumerable<Delivery> Of(FanOutPage page, WebhookLine line, DateTimeOffset now)
    {
        if (page.Warning is { } warning) return Wants(line, warning) ? [Of(warning, line, now)] : [];
        return page.Alert is { } alert && line.Alerts
            ? alert.Items.Where(item => !item.IsOfWarning).Select(item => Of(item, alert.Sector, line, now)) : [];
    }

    /// <summary>Whoever got a warning's highest level gets its updates and its cancellation, too.</summary>
    private static bool Wants(WebhookLine line, WarningBulletin warning) => line.Warnings is { } lowest && warning.Reached >= lowest
        && (warning.CapStatus == CapStatus.Actual || line.Exercises);

    private Delivery Of(WarningBulletin warning, WebhookLine line, DateTimeOffset now) => New(
        line, warning.Id, warning.Reached >= WarningLevel.Orange ? DeliveryClass.Urgent : DeliveryClass.Warning, warning.Sent,
        events.Of(warning), now);

    private Delivery Of(AlertItem item, string sector, WebhookLine line, DateTimeOffset now) =>
        New(line, item.Id, DeliveryClass.Bulk, item.At, events.Of(item, sector), now);

    private static Delivery New(
        WebhookLine line, string item, DeliveryClass each, DateTimeOffset at, string body, DateTimeOffset now) => new(
        Ids.From("delivery", item, line.Id, $"{line.Round}"), item, each, at, body, DeliveryState.Waiting, 0, now);
}
