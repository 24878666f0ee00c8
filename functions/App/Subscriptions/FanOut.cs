using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>The next subscribers of a sector who may want a bulletin: a message of a warning, or an alert.</summary>
/// <param name="Id">Of the bulletin.</param>
/// <param name="Cursor">Where the page before ended; null for the first.</param>
public sealed record FanOutPage(string Id, string Sector, string? Cursor, WarningBulletin? Warning = null, Alert? Alert = null)
{
    /// <summary>Null for a bulletin that is no subscriber's.</summary>
    public static FanOutPage? Of(ServiceBusReceivedMessage message) => message.Subject switch
    {
        "warning" => Of(JsonMessage.Read<WarningBulletin>(message)),
        "alert" => Of(JsonMessage.Read<Alert>(message)),
        _ => null,
    };

    private static FanOutPage Of(WarningBulletin warning) => new(warning.Id, warning.Sector, null, Warning: warning);

    private static FanOutPage Of(Alert alert) => new(alert.Id, alert.Sector, null, Alert: alert);
}

/// <summary>
/// Brings a bulletin to the subscribers of its sector, a page after the other: however many they are, each message is small, and what a
/// crash repeats are letters with the ids of the first time.
/// </summary>
public sealed class FanOut(Lists lists, SubscriptionLetters letters, LetterSender sender, ServiceBusClient bus)
{
    private readonly Lazy<ServiceBusSender> pages = new(() => bus.CreateSender(Topology.FanOut));

    /// <summary>Lines that are read at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>Asks for a page. Its MessageId is its place, so that the same page is asked for once.</summary>
    public Task AskAsync(FanOutPage page, CancellationToken cancellation) =>
        pages.Value.SendMessageAsync(JsonMessage.Of(Ids.From(page.Id, page.Cursor ?? ""), page), cancellation);

    /// <summary>Writes to the subscribers of a page, then asks for the next one.</summary>
    public async Task BringAsync(FanOutPage page, CancellationToken cancellation)
    {
        var lines = await lists.ReadPageAsync(SubscriptionIndex.OfSector, page.Sector, page.Cursor, PageSize, cancellation);
        await sender.SendAllAsync(lines.Items.SelectMany(line => LettersOf(page, line)), ClassOf(page), cancellation);
        if (lines.Cursor is { } cursor) await AskAsync(page with { Cursor = cursor }, cancellation);
        else if (page.Warning is { IsUrgent: true }) await sender.SendAllAsync([Letter.ToCanary(page.Id)], ClassOf(page), cancellation);
    }

    private IEnumerable<Letter> LettersOf(FanOutPage page, SubscriberLine line) =>
        page.Warning is { } warning ? letters.About(warning, line) is { } letter ? [letter] : []
        : page.Alert is { } alert ? letters.About(alert, line) : [];

    private static LetterClass ClassOf(FanOutPage page) =>
        page.Warning is not { } warning ? LetterClass.Bulk
        : warning.IsUrgent ? LetterClass.Urgent
        : LetterClass.Warning;
}
