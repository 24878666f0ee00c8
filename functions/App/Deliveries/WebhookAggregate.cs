using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Deliveries;

/// <summary>The webhooks, by <see cref="Webhook.IdOf"/>.</summary>
public static class WebhookAggregate
{
    public static readonly Aggregate<Webhook> Kind = new(Topology.WebhooksTable, Part.Own<Webhook>(WebhookIndex.Lines));

    /// <exception cref="ProblemException">not-found; whatever <paramref name="decide"/> throws.</exception>
    public static Task<Stored<Webhook>> ChangeWebhookAsync(
        this AggregateStore store, string id, Func<Webhook, Change<Webhook>> decide, CancellationToken cancellation) =>
        Ids.IsId(id) ? store.ChangeAsync(Kind, id, decide, cancellation) : throw PlatformProblems.NotFound.With();
}
