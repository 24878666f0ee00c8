using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions;

/// <summary>The subscriptions, by <see cref="Subscription.IdOf"/>.</summary>
public static class SubscriptionAggregate
{
    public static readonly Aggregate<Subscription> Kind =
        new(Topology.SubscriptionsTable, Part.Own<Subscription>(SubscriptionIndex.Lines));

    /// <exception cref="ProblemException">not-found.</exception>
    public static Task<Stored<Subscription>> GetSubscriptionAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.GetAsync(Kind, id, cancellation) : throw PlatformProblems.NotFound.With();

    /// <inheritdoc cref="AggregateStore.ChangeAsync"/>
    public static Task<Stored<Subscription>> ChangeSubscriptionAsync(
        this AggregateStore store, string id, Func<Subscription, Change<Subscription>> decide, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.ChangeAsync(Kind, id, decide, cancellation) : throw PlatformProblems.NotFound.With();
}
