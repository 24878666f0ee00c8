using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>A subscriber wants something else.</summary>
public sealed record SubscriptionChanged(
    int Round, IReadOnlyList<string> Sectors, WarningLevel? Warnings, AlertFrequency Alerts, bool Exercises) : Fact
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Deadlines { get; init; }
}

/// <summary>Changes what a subscriber gets, by the link of any letter of the same round.</summary>
public static class ChangeSubscription
{
    /// <param name="round">Of the link.</param>
    /// <exception cref="ProblemException">subscription-over, subscription-unconfirmed.</exception>
    public static Change<Subscription> Decide(Subscription subscription, int round, SubscriptionChoice choice, DateTimeOffset now)
    {
        Require(subscription, round);
        var next = subscription with { Choice = choice.Ordered(), ChangedAt = now };
        return AppJson.Digest(next.Choice) == AppJson.Digest(subscription.Choice)
            ? Change.None(subscription)
            : Change.To(next, RequestSubscription.Actor, new SubscriptionChanged(
                round, next.Choice.Sectors, choice.Warnings, choice.Alerts, choice.Exercises) { Deadlines = next.Choice.Deadlines });
    }

    /// <summary>The subscription is confirmed, and the link is one of its round.</summary>
    /// <exception cref="ProblemException">subscription-over, subscription-unconfirmed.</exception>
    public static void Require(Subscription subscription, int round)
    {
        if (subscription.Round != round || subscription.Status == SubscriptionStatus.Ended) throw SubscriptionProblems.Over.With();
        if (subscription.Status == SubscriptionStatus.Requested) throw SubscriptionProblems.Unconfirmed.With();
    }
}
