using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions;

/// <summary>The address confirmed its subscription, which begins.</summary>
public sealed record SubscriptionConfirmed(int Round) : Fact;

/// <summary>Begins a subscription by the link that only its address got.</summary>
public static class ConfirmSubscription
{
    /// <param name="digest">Of what the link's letter asked to confirm.</param>
    /// <exception cref="ProblemException">subscription-over, subscription-changed.</exception>
    public static Change<Subscription> Decide(Subscription subscription, string digest, DateTimeOffset now)
    {
        if (subscription.Status == SubscriptionStatus.Ended) throw SubscriptionProblems.Over.With();
        if (subscription.Status == SubscriptionStatus.Active) return Change.None(subscription);
        if (subscription.Digest != digest) throw SubscriptionProblems.Changed.With();
        return Change.To(
            subscription with { Status = SubscriptionStatus.Active, ConfirmedAt = now }, RequestSubscription.Actor,
            new SubscriptionConfirmed(subscription.Round));
    }
}
