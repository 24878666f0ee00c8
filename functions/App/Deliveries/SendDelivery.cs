using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Deliveries;

/// <param name="Delivery">Its id, which receivers see as <c>webhook-id</c>.</param>
public sealed record DeliveryChoice(string Webhook, string Delivery);

/// <summary>Puts a delivery that was given up back into its webhook's line.</summary>
public sealed class SendDelivery(
    AggregateStore store, GivenUpStore givenUp, LineStore lines, LineCaller caller, TimeProvider time, ILogger<SendDelivery> logger)
{
    /// <summary>Waits with all its attempts before it; the same where it waits already.</summary>
    /// <exception cref="ProblemException">webhook-over: also where the endpoint was registered again; delivery-arrived.</exception>
    public static Delivery Decide(Delivery delivery, Webhook webhook, DateTimeOffset now) => delivery.State switch
    {
        _ when webhook.Status == WebhookStatus.Ended || delivery.Round != webhook.Round => throw DeliveryProblems.Over.With(),
        DeliveryState.Delivered => throw DeliveryProblems.Arrived.With(),
        DeliveryState.Waiting => delivery,
        _ => delivery with { State = DeliveryState.Waiting, Attempts = 0, NextAt = now },
    };

    /// <summary>Whether it was given up and its webhook may still get it; a paused one may.</summary>
    public static bool Takes(Delivery delivery, Webhook webhook) =>
        delivery.State == DeliveryState.Dead && webhook.Status != WebhookStatus.Ended && delivery.Round == webhook.Round;

    /// <summary>Safe twice: the second finds that it waits. A paused webhook sends it when it is resumed.</summary>
    /// <param name="by">Id of the person.</param>
    /// <exception cref="ProblemException">not-found, webhook-over, delivery-arrived.</exception>
    public async Task<DeliveryView> RunAsync(DeliveryChoice choice, string by, CancellationToken cancellation)
    {
        if (!Ids.IsId(choice.Webhook) || !Ids.IsId(choice.Delivery)) throw PlatformProblems.NotFound.With();
        var webhook = (await store.GetAsync(WebhookAggregate.Kind, choice.Webhook, cancellation)).State;
        while (await givenUp.FindAsync(choice.Webhook, choice.Delivery, cancellation) is { } kept)
        {
            var now = time.GetUtcNow();
            var waiting = Decide(kept.Delivery, webhook, now);
            if (waiting != kept.Delivery)
            {
                if (!await givenUp.PutBackAsync(kept, waiting, cancellation)) continue;
                logger.LogInformation("{Person} sends delivery {Delivery} of webhook {Webhook} again", by, waiting.Id, choice.Webhook);
            }

            // Also where it waited: a crash may have lost the call.
            await lines.MarkAsync(choice.Webhook, now, cancellation);
            await caller.CallAsync(choice.Webhook, waiting.Class, Ids.New(), cancellation);
            return DeliveryView.Of(waiting, webhook);
        }

        throw PlatformProblems.NotFound.With();
    }
}
