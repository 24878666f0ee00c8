using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions;

/// <summary>Why a subscription ended.</summary>
public enum SubscriptionEnd
{
    /// <summary>Its subscriber wanted no more letters.</summary>
    Unsubscribed,

    /// <summary>The address did not confirm it in time.</summary>
    Unconfirmed,

    /// <summary>Its letters came back on several days.</summary>
    Bounced,
}

/// <summary>A subscription ended; its address is erased.</summary>
public sealed record SubscriptionEnded(int Round, SubscriptionEnd Cause) : Fact;

/// <summary>Ends a subscription and erases its address.</summary>
public static class EndSubscription
{
    /// <summary>By the link of a letter. No facts where the link is of an earlier round: that one is over already.</summary>
    public static Change<Subscription> Decide(Subscription subscription, int round, DateTimeOffset now) =>
        subscription.Round == round ? End(subscription, SubscriptionEnd.Unsubscribed, RequestSubscription.Actor, now)
            : Change.None(subscription);

    /// <summary>One that was not confirmed in time. No facts where it was confirmed, or requested once more since.</summary>
    public static Change<Subscription> Lapse(Subscription subscription, int days, string actor, DateTimeOffset now) =>
        subscription.Status == SubscriptionStatus.Requested && subscription.RequestedAt.AddDays(days) <= now
            ? End(subscription, SubscriptionEnd.Unconfirmed, actor, now) : Change.None(subscription);

    /// <summary>One whose address takes no letters.</summary>
    internal static Change<Subscription> Bounce(Subscription subscription, string actor, DateTimeOffset now) =>
        End(subscription, SubscriptionEnd.Bounced, actor, now);

    private static Change<Subscription> End(Subscription subscription, SubscriptionEnd cause, string actor, DateTimeOffset now) =>
        subscription.Status == SubscriptionStatus.Ended ? Change.None(subscription) : Change.To(
            subscription with { Status = SubscriptionStatus.Ended, Address = null, EndedAt = now }, actor,
            new SubscriptionEnded(subscription.Round, cause));
}
