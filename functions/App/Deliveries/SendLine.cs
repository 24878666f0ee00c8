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
            if (await EmptyAsync(line, worker, began, cancellation)) return;
        }
    }

    /// <summary>False where the line was marked meanwhile, so that it must be looked at again.</summary>
    private async Task<bool> EmptyAsync(EndpointLine line, string worker, DateTimeOffset began, CancellationToken cancellation)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var webhook = (await webhooks.FindAsync(WebhookAggregate.Kind, line.Webhook, cancellation))?.State;
            if (webhook is not { Status: WebhookStatus.Active, Url: { } url, Keys: { } keys })
            {
                if (webhook is { Pause: WebhookPause.Broken }) await ReportAsync(webhook, cancellation);
                if (webhook is { Status: WebhookStatus.Ended }) await lines.ClearAsync(line.Webhook, webhook.Round, cancellation);
                return await lines.GiveBackAsync(line, null, cancellation);
            }

            if (DecideAttempt.IsBroken(line))
            {
                // A line is restored before its webhook sends again: where this write finds it unchanged, this webhook broke.
                if (await lines.KeepAsync(line, worker, same => same, now, cancellation) is not { } broken) return true;
                line = broken;
                if (DecideAttempt.IsBroken(line)) await BreakAsync(webhook, now, cancellation);
                continue;
            }

            if (line.RestsUntil > now) return await lines.GiveBackAsync(line, line.RestsUntil, cancellation);
            var (waiting, next) = await lines.NextAsync(line.Webhook, now, cancellation);
            if (waiting is null) return await lines.GiveBackAsync(line, next, cancellation);
            if (waiting.Delivery.Round > webhook.Round) continue; // The endpoint was registered again since the webhook was read.
            if (waiting.Delivery.Round < webhook.Round)
            {
                await lines.MoveAsync(line.Webhook, waiting, DecideAttempt.GiveUp(waiting.Delivery), cancellation);
                continue;
            }

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
            if (DecideAttempt.IsGone(answer)) await LeaveAsync(webhook, cancellation);
            if (!answer.IsTaken) Log(webhook, line, answer);
            if (answer.IsTaken && line.Failures == 0) continue;
            var kept = await lines.KeepAsync(line, worker, each => DecideAttempt.Decide(each, answer, at), at, cancellation);
            if (kept is null) return true;
            line = kept;
        }
    }

    private void Log(Webhook webhook, EndpointLine line, EndpointAnswer answer) => logger.LogWarning(
        "Webhook {Webhook}: attempt failed with {Status} {Fault}, {Failures} in a row", webhook.Id, answer.Status, answer.Fault,
        line.Failures + 1);

    private Task LeaveAsync(Webhook webhook, CancellationToken cancellation) => webhooks.ChangeWebhookAsync(
        webhook.Id, current => UpdateWebhookStatus.Leave(current, webhook.Round), cancellation);

    private Task BreakAsync(Webhook webhook, DateTimeOffset at, CancellationToken cancellation) => webhooks.ChangeWebhookAsync(
        webhook.Id, current => UpdateWebhookStatus.Break(current, webhook.Round, at), cancellation);

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
