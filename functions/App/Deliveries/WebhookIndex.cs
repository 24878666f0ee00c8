using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

/// <summary>A webhook of a sector, with all that choosing takes.</summary>
public sealed record WebhookLine(string Id, int Round, WarningLevel? Warnings, bool Alerts, bool Exercises);

/// <summary>A webhook of a person.</summary>
public sealed record OwnWebhookLine(string Id);

/// <summary>Lists of webhooks that have not ended.</summary>
public static class WebhookIndex
{
    /// <summary>Of a sector, paused ones too: what comes meanwhile waits for them.</summary>
    public static readonly ListIndex<WebhookLine> OfSector = new("webhooks-of-sector");

    public static readonly ListIndex<OwnWebhookLine> OfOwner = new("webhooks-of-person");

    internal static IEnumerable<Line> Lines(Webhook webhook)
    {
        if (webhook.Status == WebhookStatus.Ended) yield break;
        yield return OfOwner.Line(
            webhook.Owner.Id, LineOrder.OldestFirst(webhook.CreatedAt, webhook.Id), new OwnWebhookLine(webhook.Id));
        var choice = webhook.Choice;
        foreach (var sector in choice.Sectors)
        {
            yield return OfSector.Line(
                sector, webhook.Id, new WebhookLine(webhook.Id, webhook.Round, choice.Warnings, choice.Alerts, choice.Exercises));
        }
    }
}
