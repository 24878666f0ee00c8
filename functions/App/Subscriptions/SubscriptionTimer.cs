using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Subscriptions;

/// <summary>Erases the addresses that did not confirm.</summary>
public sealed class SubscriptionTimer(AggregateStore store, Lists lists, IOptions<SubscriptionOptions> options, TimeProvider time)
{
    private const string Name = "Subscriptions_Lapse";

    /// <summary>Daily 01:20 Asia/Shanghai, written in UTC. Safe to run twice.</summary>
    [Function(Name)]
    public async Task LapseAsync([TimerTrigger("0 20 17 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var (now, days) = (time.GetUtcNow(), options.Value.ConfirmationDays);
        await foreach (var line in lists.ReadAllAsync(SubscriptionIndex.Unconfirmed, SubscriptionIndex.All, cancellation))
        {
            // The oldest come first.
            if (line.RequestedAt.AddDays(days) > now) break;
            await store.ChangeSubscriptionAsync(line.Id, current => EndSubscription.Lapse(current, days, Name, now), cancellation);
        }
    }
}
