using System.Security.Cryptography;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Deliveries;

/// <summary>Sends what waits for a webhook, one after the other, until nothing is due or its endpoint fails.</summary>
public sealed class SendLine(
    AggregateStore webhooks, LineStore lines, EndpointClient client, WebhookSecrets secrets, LetterSender letters, LineCaller caller,
    PublicAddress address, TimeProvider time, ILogger<SendLine> logger)
{
    /// <summary>A worker begins no attempt after so long, and calls another one.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(45);

    /// <summary>At least once: an attempt that a crash forgot is made again, with the same <c>webhook-id</c>.</summary>
    public async Task RunAsync(string id, CancellationToken cancellation)
    {
        var (worker, began) = (Ids.New(), time.GetUtcNow());
        while (await lines.TakeAsync(id, worker, time.GetUtcNow(), cancellation) is { } line)
        {
            if (await EmptyAsync(line, began, cancellation)) return;
        }
    }

    /// <summary>False where the line was marked meanwhile, so that it must be looked at again.</summary>
    private async Task<bool> EmptyAsync(EndpointLine line, DateTimeOffset began, CancellationToken cancellation)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var webhook = (await webhooks.FindAsync(WebhookAggregate.Kind, line.Webhook, cancellation))?.State;
            if (webhook is not { Status: WebhookStatus.Active, Url: { } url, Keys: { } keys })
            {
                if (webhook is { Pause: WebhookPause.Broken }) await ReportAsync(webhook, cancellation);
                return await lines.GiveBackAsync(line, null, cancellation);
            }

            if (line.RestsUntil > now) return await lines.GiveBackAsync(line, line.RestsUntil, cancellation);
            var (waiting, next) = await lines.NextAsync(line.Webhook, now, cancellation);
            if (waiting is null) return await lines.GiveBackAsync(line, next, cancellation);
            if (now - began > Turn)
            {
                // The timer finds the line where this call is lost.
                if (!await lines.GiveBackAsync(line, now, cancellation)) return false;
                await caller.CallAsync(line.Webhook, waiting.Delivery.Class, Ids.New(), cancellation);
                return true;
            }

            var answer = await PostAsync(new Uri(url), keys, waiting.Delivery, now, cancellation);
            var at = time.GetUtcNow();
            await lines.MoveAsync(line.Webhook, waiting, DecideAttempt.Decide(waiting.Delivery, answer, at), cancellation);
            var after = await FollowAsync(webhook, line, answer, at, cancellation);
            if (after != line) line = await lines.KeepAsync(after, at, cancellation);
        }
    }

    /// <summary>What an attempt does to its line, and to the webhook.</summary>
    private async Task<EndpointLine> FollowAsync(
        Webhook webhook, EndpointLine line, EndpointAnswer answer, DateTimeOffset at, CancellationToken cancellation)
    {
        if (answer.IsTaken) return line.Failures == 0 ? line : line with { Failures = 0, RestsUntil = null };
        var failures = line.Failures + 1;
        logger.LogWarning(
            "Webhook {Webhook}: attempt failed with {Status} {Fault}, {Failures} in a row", webhook.Id, answer.Status, answer.Fault,
            failures);
        if (DecideAttempt.IsGone(answer))
        {
            await webhooks.ChangeWebhookAsync(webhook.Id, current => UpdateWebhookStatus.Leave(current, webhook.Round), cancellation);
        }
        else if (DecideAttempt.WaitAfter(failures) is not { } wait)
        {
            await webhooks.ChangeWebhookAsync(webhook.Id, current => UpdateWebhookStatus.Break(current, webhook.Round, at), cancellation);
        }
        else
        {
            return line with { Failures = failures, RestsUntil = at + wait };
        }

        return line with { Failures = 0, RestsUntil = null };
    }

    private async Task<EndpointAnswer> PostAsync(
        Uri url, WebhookKeys keys, Delivery delivery, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var headers = secrets.Headers(keys.Good(now), delivery.Id, now, delivery.Body);
            return await client.PostAsync(url, WriteEvent.MediaType, delivery.Body, headers, reads: false, cancellation);
        }
        catch (CryptographicException)
        {
            return new EndpointAnswer(null, AttemptFault.Secret);
        }
    }

    /// <summary>Informs the owner, once for each time that it broke.</summary>
    private async Task ReportAsync(Webhook webhook, CancellationToken cancellation)
    {
        if (webhook is not { Owner.Email: { } email, Url: { } url, PausedAt: { } at }) return;
        await letters.SendAsync(
            new Letter(
                $"webhook-broken.{webhook.Id}.{at.UtcTicks}", "webhook-broken", null, email, webhook.Owner.Language,
                new Dictionary<string, string>
                {
                    ["host"] = new Uri(url).IdnHost, ["page"] = $"{address.PageOf($"webhooks/{webhook.Id}")}",
                }),
            cancellation);
    }
}
