using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

/// <summary>A secret, shown this once, and the webhook that signs by it.</summary>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret);

/// <summary>What an endpoint is asked before anything is sent to it.</summary>
public sealed record EndpointChallenge(string Type, string Challenge);

/// <summary>Webhooks of a person, for the pages and the API alike.</summary>
public sealed class WebhookDesk(
    AggregateStore store, Lists lists, WebhookPlaceStore places, LineStore lines, LineCaller caller, EndpointClient client,
    WebhookSecrets secrets, SendDelivery sending, IOptions<DeliveryOptions> options, TimeProvider time)
{
    private const int Shown = 20;

    /// <summary>Creates a webhook whose endpoint answers the challenge. A second request finds that it exists.</summary>
    /// <exception cref="ProblemException">
    /// invalid-endpoint, no-mail-address, webhook-exists, too-many-webhooks, challenge-failed.
    /// </exception>
    public async Task<WebhookWithSecret> CreateAsync(WebhookBody body, Caller owner, CancellationToken cancellation)
    {
        var url = EndpointGuard.Checked(body.Url, options.Value.AllowLoopback);
        if (owner.Email is not { Length: > 0 } email) throw DeliveryProblems.NoAddress.With();
        var id = Webhook.IdOf(owner.Id, url);
        var before = (await store.FindAsync(WebhookAggregate.Kind, id, cancellation))?.State;
        RegisterWebhook.RequireNone(before);
        var page = await lists.ReadPageAsync(WebhookIndex.OfOwner, owner.Id, null, RegisterWebhook.Most, cancellation);
        if (page.Items.Count == RegisterWebhook.Most) throw DeliveryProblems.TooMany.With();
        var secret = WebhookSecrets.New();
        var kept = secrets.Protect(secret);
        await ChallengeAsync(url, kept, cancellation);
        var (who, now) = (new WebhookOwner(owner.Id, email, owner.Language), time.GetUtcNow());
        await places.TakeAsync(owner.Id, id, (before?.Round ?? 0) + 1, now, cancellation);
        // Before it sends: what failed before its end is not counted against it.
        await lines.RestoreAsync(id, now, cancellation);
        var stored = await store.PutAsync(
            WebhookAggregate.Kind, id, current => RegisterWebhook.Decide(current, who, url, body.Choice, kept, now), cancellation);
        return new WebhookWithSecret(WebhookView.Of(stored.State, now), secret);
    }

    /// <summary>Those of the caller that have not ended, oldest first.</summary>
    public async Task<IReadOnlyList<WebhookView>> OfAsync(Caller owner, CancellationToken cancellation)
    {
        var views = new List<WebhookView>();
        await foreach (var line in lists.ReadAllAsync(WebhookIndex.OfOwner, owner.Id, cancellation))
        {
            var webhook = (await store.FindAsync(WebhookAggregate.Kind, line.Id, cancellation))?.State;
            if (webhook is { Status: not WebhookStatus.Ended }) views.Add(WebhookView.Of(webhook, time.GetUtcNow()));
        }

        return views;
    }

    /// <summary>One of the caller, with a page of its deliveries.</summary>
    /// <exception cref="ProblemException">not-found, bad-cursor.</exception>
    public async Task<WebhookWithDeliveries> GetAsync(
        string id, Caller owner, CancellationToken cancellation, DeliveryQuery query = default)
    {
        var webhook = await OwnAsync(id, owner, cancellation);
        var page = await lines.PageAsync(id, query.State, query.Cursor, Shown, cancellation);
        return new WebhookWithDeliveries(
            WebhookView.Of(webhook, time.GetUtcNow()), [.. page.Items.Select(each => DeliveryView.Of(each, webhook))], page.Cursor);
    }

    /// <summary>Gives it a new secret; the one before signs beside it for a while.</summary>
    /// <exception cref="ProblemException">not-found, webhook-over.</exception>
    public async Task<WebhookWithSecret> ChangeSecretAsync(string id, Caller owner, CancellationToken cancellation)
    {
        await OwnAsync(id, owner, cancellation);
        var (secret, now) = (WebhookSecrets.New(), time.GetUtcNow());
        var (kept, overlap) = (secrets.Protect(secret), TimeSpan.FromHours(options.Value.RotationHours));
        var stored = await store.ChangeWebhookAsync(
            id, current => UpdateWebhookSecret.Decide(current, kept, overlap, now), cancellation);
        return new WebhookWithSecret(WebhookView.Of(stored.State, now), secret);
    }

    /// <summary>Pauses, resumes or ends it. What waited is sent when it is resumed, and given up when it ends.</summary>
    /// <exception cref="ProblemException">not-found, webhook-over.</exception>
    public async Task<WebhookView> ChangeStatusAsync(string id, WebhookStatus status, Caller owner, CancellationToken cancellation)
    {
        await OwnAsync(id, owner, cancellation);
        var now = time.GetUtcNow();
        if (status == WebhookStatus.Active) await lines.RestoreAsync(id, now, cancellation);
        var stored = await store.ChangeWebhookAsync(id, current => UpdateWebhookStatus.Decide(current, status, now), cancellation);
        if (status != WebhookStatus.Paused)
        {
            await lines.MarkAsync(id, now, cancellation);
            await caller.CallAsync(id, DeliveryClass.Bulk, Ids.New(), cancellation);
        }

        return WebhookView.Of(stored.State, now);
    }

    /// <summary>Sends a delivery again that was given up.</summary>
    /// <exception cref="ProblemException">not-found, webhook-over, delivery-arrived.</exception>
    public async Task<DeliveryView> SendAgainAsync(string id, string delivery, Caller owner, CancellationToken cancellation)
    {
        await OwnAsync(id, owner, cancellation);
        return await sending.RunAsync(new DeliveryChoice(id, delivery), owner.Id, cancellation);
    }

    private async Task<Webhook> OwnAsync(string id, Caller owner, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var webhook = (await store.GetAsync(WebhookAggregate.Kind, id, cancellation)).State;
        return webhook.Owner.Id == owner.Id ? webhook : throw IdentityProblems.Hidden();
    }

    private async Task ChallengeAsync(Uri url, string secret, CancellationToken cancellation)
    {
        var (challenge, now) = (Ids.New(), time.GetUtcNow());
        var body = JsonSerializer.Serialize(new EndpointChallenge("webhook.challenge", challenge), AppJson.Options);
        var headers = secrets.Headers([secret], $"challenge-{challenge}", now, body);
        var answer = await client.PostAsync(url, "application/json", body, headers, reads: true, cancellation);
        if (answer is not { IsTaken: true, Answer: { } text } || !CheckChallenge.Answers(text, challenge))
        {
            throw DeliveryProblems.ChallengeFailed.With();
        }
    }
}
