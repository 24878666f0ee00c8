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
        if (page.Warning is { } warning) return warning.IsFor(line.Warnings, line.Exercises) ? [Of(warning, line, now)] : [];
        return page.Alert is { } alert && line.Alerts
            ? alert.Items.Where(item => !item.IsOfWarning).Select(item => Of(item, alert.Sector, line, now)) : [];
    }

    private Delivery Of(WarningBulletin warning, WebhookLine line, DateTimeOffset now) => New(
        line, warning.Id, warning.IsUrgent ? DeliveryClass.Urgent : DeliveryClass.Warning, warning.Sent,
        events.Of(warning), now);

    private Delivery Of(AlertItem item, string sector, WebhookLine line, DateTimeOffset now) =>
        New(line, item.Id, DeliveryClass.Bulk, item.At, events.Of(item, sector), now);

    private static Delivery New(
        WebhookLine line, string item, DeliveryClass each, DateTimeOffset at, string body, DateTimeOffset now) => new(
        Ids.From("delivery", item, line.Id, $"{line.Round}"), item, each, at, body, DeliveryState.Waiting, 0, now)
    {
        Round = line.Round,
    };
}
