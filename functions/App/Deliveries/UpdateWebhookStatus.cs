using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Deliveries;

/// <summary>A webhook sends no more until it is resumed.</summary>
public sealed record WebhookPaused(int Round, WebhookPause Cause) : Fact;

/// <summary>A webhook sends again, first what waited.</summary>
public sealed record WebhookResumed(int Round) : Fact;

/// <summary>Why a webhook ended.</summary>
public enum WebhookEnd
{
    ByOwner,

    /// <summary>Its endpoint answered 410.</summary>
    Gone,
}

/// <summary>A webhook ended; its URL, its secrets and its owner's address are erased.</summary>
public sealed record WebhookEnded(int Round, WebhookEnd Cause) : Fact;

/// <summary>Pauses, resumes and ends webhooks.</summary>
public static class UpdateWebhookStatus
{
    /// <summary>Who acts where no person does.</summary>
    public const string Machine = "deliveries";

    /// <summary>By its owner. No facts where it has the status.</summary>
    /// <exception cref="ProblemException">webhook-over.</exception>
    public static Change<Webhook> Decide(Webhook webhook, WebhookStatus status, DateTimeOffset now) => webhook.Status == status
        ? Change.None(webhook)
        : status switch
        {
            WebhookStatus.Ended => End(webhook, WebhookEnd.ByOwner, webhook.Owner.Id),
            _ when webhook.Status == WebhookStatus.Ended => throw DeliveryProblems.Over.With(),
            WebhookStatus.Paused => Pause(webhook, WebhookPause.ByOwner, webhook.Owner.Id, now),
            _ => Change.To(
                webhook with { Status = WebhookStatus.Active, Pause = null, PausedAt = null }, webhook.Owner.Id,
                new WebhookResumed(webhook.Round)),
        };

    /// <summary>Its endpoint failed at every attempt. No facts where it does not send.</summary>
    public static Change<Webhook> Break(Webhook webhook, int round, DateTimeOffset now) => webhook.Round == round
        && webhook.Status == WebhookStatus.Active ? Pause(webhook, WebhookPause.Broken, Machine, now) : Change.None(webhook);

    /// <summary>Its endpoint wants nothing more. No facts where it has ended.</summary>
    public static Change<Webhook> Leave(Webhook webhook, int round) => webhook.Round == round
        && webhook.Status != WebhookStatus.Ended ? End(webhook, WebhookEnd.Gone, Machine) : Change.None(webhook);

    private static Change<Webhook> Pause(Webhook webhook, WebhookPause cause, string actor, DateTimeOffset now) => Change.To(
        webhook with { Status = WebhookStatus.Paused, Pause = cause, PausedAt = now }, actor, new WebhookPaused(webhook.Round, cause));

    private static Change<Webhook> End(Webhook webhook, WebhookEnd cause, string actor) => Change.To(
        webhook with
        {
            Status = WebhookStatus.Ended, Url = null, Keys = null, Pause = null, PausedAt = null,
            Owner = webhook.Owner with { Email = null },
        },
        actor, new WebhookEnded(webhook.Round, cause));
}
