using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Subscriptions.Digests;

/// <summary>The next subscribers of a digest.</summary>
/// <param name="Cursor">Where the page before ended; null for the first.</param>
/// <param name="Attempt">0 for the first.</param>
public sealed record DigestPage(AlertFrequency Frequency, DateTimeOffset From, DateTimeOffset Until, string? Cursor, int Attempt = 0)
{
    /// <summary>The digest, the same at each attempt.</summary>
    [JsonIgnore] public string About => $"digest.{Frequency}.{BeijingTime.Day(Until):yyyy-MM-dd}";
}

/// <summary>News of a sector.</summary>
public sealed record SectorNews(string Sector, IReadOnlyList<AlertItem> Items);

/// <summary>Writes a digest to its subscribers, a page after the other, as <see cref="FanOut"/> does with a bulletin.</summary>
public sealed class SendDigest(
    AggregateStore store, Lists lists, NewestAlerts alerts, SubscriptionLetters letters, LetterSender sender, ServiceBusClient bus)
{
    private readonly Lazy<ServiceBusSender> pages = new(() => bus.CreateSender(Topology.Digests));

    /// <summary>Lines that are read at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>Asks for a page. Its MessageId is its place and attempt, so that the same page is asked for once.</summary>
    public Task AskAsync(DigestPage page, CancellationToken cancellation)
    {
        string[] place = ["digest", $"{page.Frequency}", $"{page.Until:O}", page.Cursor ?? ""];
        var id = page.Attempt == 0 ? Ids.From(place) : Ids.From([.. place, $"{page.Attempt}"]);
        return pages.Value.SendMessageAsync(JsonMessage.Of(id, page), cancellation);
    }

    /// <summary>Writes to the subscribers of a page, then asks for the next one; behind the last one the digest has ended.</summary>
    public async Task BringAsync(DigestPage page, CancellationToken cancellation)
    {
        var lines = await lists.ReadPageAsync(SubscriptionIndex.OfFrequency, $"{page.Frequency}", page.Cursor, PageSize, cancellation);
        if (lines.Items.Count > 0) await WriteAsync(page, lines.Items, cancellation);
        if (lines.Cursor is { } cursor) await AskAsync(page with { Cursor = cursor }, cancellation);
        else await EndAsync(page, cancellation);
    }

    private async Task WriteAsync(DigestPage page, IReadOnlyList<DigestLine> lines, CancellationToken cancellation)
    {
        var news = new List<SectorNews>();
        foreach (var sector in Sectors.All)
        {
            var ofSector = await alerts.BetweenAsync(sector.Code, page.From, page.Until, cancellation);
            news.Add(new SectorNews(sector.Code, [.. ofSector.SelectMany(alert => alert.Items)]));
        }

        var written = lines.Select(line => letters.Digest(page, line, Of(news, line.Sectors, line.Deadlines ?? []))).OfType<Letter>();
        await sender.SendBatchesAsync([new(page.About, written)], LetterClass.Digest, cancellation);
    }

    private async Task EndAsync(DigestPage page, CancellationToken cancellation)
    {
        var id = DigestAggregate.IdOf(page.Frequency);
        if (await store.FindAsync(DigestAggregate.Kind, id, cancellation) is null) return;
        await store.ChangeAsync(
            DigestAggregate.Kind, id, state => EndDigest.Decide(state, page.Until, nameof(SendDigest)), cancellation);
    }

    /// <summary>What a subscriber of these sectors reads: an item of several once, where it comes first; none about warnings.</summary>
    /// <param name="deadlines">Programmes whose items reached the subscriber by themselves.</param>
    public static IReadOnlyList<SectorNews> Of(
        IReadOnlyList<SectorNews> news, IReadOnlyList<string> sectors, IReadOnlyList<string> deadlines)
    {
        var told = new HashSet<string>();
        return
        [
            .. news.Where(each => sectors.Contains(each.Sector))
                .Select(each => each with { Items = [.. each.Items.Where(item => IsForDigest(item) && told.Add(item.Id))] })
                .Where(each => each.Items.Count > 0),
        ];

        bool IsForDigest(AlertItem item) => !item.IsOfWarning && !(item.Programme is { } programme && deadlines.Contains(programme));
    }
}
