using System.Text.Json.Serialization;
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
/// <param name="Sector">Of the bulletin; a page of a programme's deadlines has that of the first alert that brought the item.</param>
/// <param name="Cursor">Where the page before ended; null for the first.</param>
public sealed record FanOutPage(string Id, string Sector, string? Cursor, WarningBulletin? Warning = null, Alert? Alert = null)
{
    /// <summary>The item, for those who want the deadlines of its programme by themselves; null for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertItem? Deadline { get; init; }

    /// <summary>When the first alert that brought the deadline was gathered; null for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>The first pages of what an alert has about programmes. An item of several sectors has the same ones in each.</summary>
    public IEnumerable<FanOutPage> Deadlines => Alert is not { } alert ? [] : alert.Items.Where(item => item.Programme is not null)
        .Select(item => new FanOutPage($"deadline.{item.Id}", Sector, null) { Deadline = item, DeadlineAt = alert.At });

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

    /// <summary>Asks for the first pages of a bulletin: of its sector, and of each programme that it has news of.</summary>
    public async Task BeginAsync(FanOutPage first, CancellationToken cancellation)
    {
        await AskAsync(first, cancellation);
        foreach (var deadline in first.Deadlines) await AskAsync(deadline, cancellation);
    }

    /// <summary>Asks for a page. Its MessageId is its place, so that the same page is asked for once.</summary>
    public Task AskAsync(FanOutPage page, CancellationToken cancellation) =>
        pages.Value.SendMessageAsync(JsonMessage.Of(Ids.From(page.Id, page.Cursor ?? ""), page), cancellation);

    /// <summary>Writes to the subscribers of a page, then asks for the next one.</summary>
    public async Task BringAsync(FanOutPage page, CancellationToken cancellation)
    {
        var (list, owner) = page.Deadline?.Programme is { } programme
            ? (SubscriptionIndex.OfProgramme, programme) : (SubscriptionIndex.OfSector, page.Sector);
        var lines = await lists.ReadPageAsync(list, owner, page.Cursor, PageSize, cancellation);
        await sender.SendBatchesAsync(LettersOf(page, lines.Items), ClassOf(page), cancellation);
        if (lines.Cursor is { } cursor) await AskAsync(page with { Cursor = cursor }, cancellation);
        else if (page.Warning is { IsUrgent: true })
        {
            await sender.SendAllAsync([Letter.ToCanary(page.Id)], LetterClass.Urgent, cancellation);
        }
    }

    private IEnumerable<LettersAbout> LettersOf(FanOutPage page, IReadOnlyList<SubscriberLine> lines) => page switch
    {
        { Deadline: { Programme: { } programme } item } =>
            letters.AboutDeadline(item, programme, page.Sector, page.DeadlineAt ?? item.At, lines),
        // A warning has one sector, and each of its subscribers is on one page.
        { Warning: { } warning } => [new(page.Id, lines.Select(line => letters.About(warning, line)).OfType<Letter>())],
        { Alert: { } alert } => letters.About(alert, lines),
        _ => [],
    };

    private static LetterClass ClassOf(FanOutPage page) => page.Warning switch
    {
        null => LetterClass.Bulk,
        { IsUrgent: true } => LetterClass.Urgent,
        _ => LetterClass.Warning,
    };
}
