using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Deliveries;

/// <summary>A webhook got a new secret; the one before signs beside it until then.</summary>
public sealed record WebhookSecretChanged(int Round, DateTimeOffset PreviousUntil) : Fact;

/// <summary>Gives a webhook a new secret, with an overlap in which both are good.</summary>
public static class UpdateWebhookSecret
{
    /// <param name="secret">Encrypted.</param>
    /// <exception cref="ProblemException">webhook-over.</exception>
    public static Change<Webhook> Decide(Webhook webhook, string secret, TimeSpan overlap, DateTimeOffset now)
    {
        if (webhook.Keys is not { } keys) throw DeliveryProblems.Over.With();
        var until = now + overlap;
        return Change.To(
            webhook with { Keys = new WebhookKeys(secret, keys.Current, until) }, webhook.Owner.Id,
            new WebhookSecretChanged(webhook.Round, until));
    }
}
