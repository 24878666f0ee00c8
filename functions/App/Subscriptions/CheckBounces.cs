using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions;

/// <summary>A letter to the subscriber came back: the address does not take it.</summary>
/// <param name="SentOn">Day on which the letter was sent, Asia/Shanghai.</param>
public sealed record SubscriptionBounced(int Round, DateOnly SentOn) : Fact;

/// <summary>Ends a subscription whose address takes no letters any more.</summary>
public static class CheckBounces
{
    /// <summary>Who acts where no person does.</summary>
    public const string Machine = "bounces";

    /// <summary>Days that count are at most so far from the last one.</summary>
    private const int WindowDays = 30;

    /// <summary>
    /// Counts the day on which the letter was sent, once: a mailbox that is wrong for an hour ends nothing. No facts where the day is
    /// counted, so that a report may come twice; where the subscription is not active; or where the letter is of an earlier round.
    /// </summary>
    /// <param name="most">With so many days it ends, 1..n.</param>
    public static Change<Subscription> Decide(Subscription subscription, int round, DateOnly sentOn, int most, DateTimeOffset now)
    {
        if (subscription.Round != round || subscription.Status != SubscriptionStatus.Active || subscription.BouncedOn.Contains(sentOn))
        {
            return Change.None(subscription);
        }

        var last = subscription.BouncedOn.Append(sentOn).Max();
        IReadOnlyList<DateOnly> days =
            [.. subscription.BouncedOn.Append(sentOn).Where(day => day.AddDays(WindowDays) > last).Order()];
        if (!days.Contains(sentOn)) return Change.None(subscription);
        var bounced = new SubscriptionBounced(round, sentOn);
        if (days.Count < most) return Change.To(subscription with { BouncedOn = days }, Machine, bounced);
        var end = EndSubscription.Bounce(subscription, Machine, now);
        return Change.To(end.Next, Machine, [bounced, .. end.Facts.Select(fact => fact.Fact)]);
    }
}
