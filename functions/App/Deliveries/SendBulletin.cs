using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Subscriptions;

namespace FunctionsApp.Deliveries;

/// <summary>
/// Puts a bulletin into the lines of its sector's webhooks, a page after the other, as <see cref="FanOut"/> writes letters.
/// </summary>
public sealed class SendBulletin(
    Lists lists, ChooseDeliveries choose, LineStore store, LineCaller caller, ServiceBusClient bus, TimeProvider time)
{
    private readonly Lazy<ServiceBusSender> pages = new(() => bus.CreateSender(Topology.WebhookPages));

    /// <summary>Lines that are read at once.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Asks for a page. Its MessageId is its place, so that the same page is asked for once.</summary>
    public Task AskAsync(FanOutPage page, CancellationToken cancellation) =>
        pages.Value.SendMessageAsync(JsonMessage.Of(Ids.From("webhooks", page.Id, page.Cursor ?? ""), page), cancellation);

    /// <summary>Safe to run twice: an item is in a line once. A line is marked before it is called: a lost call is late.</summary>
    public async Task BringAsync(FanOutPage page, CancellationToken cancellation)
    {
        var lines = await lists.ReadPageAsync(WebhookIndex.OfSector, page.Sector, page.Cursor, PageSize, cancellation);
        foreach (var line in lines.Items)
        {
            var now = time.GetUtcNow();
            var items = choose.Of(page, line, now).ToList();
            if (items.Count == 0) continue;
            foreach (var item in items) await store.AddAsync(line.Id, item, cancellation);
            await store.MarkAsync(line.Id, now, cancellation);
            await caller.CallAsync(line.Id, items[0].Class, Ids.From("call", page.Id, line.Id), cancellation);
        }

        if (lines.Cursor is { } cursor) await AskAsync(page with { Cursor = cursor }, cancellation);
        else if (page.Warning is { IsUrgent: true }) await caller.CallCanaryAsync(page.Id, cancellation);
    }
}
