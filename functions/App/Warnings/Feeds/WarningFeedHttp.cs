using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.Feeds;

/// <summary>What readers subscribe to: the messages as Atom, and as a calendar.</summary>
public sealed class WarningFeedHttp(Lists lists, PublicAddress address, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>Of the newest messages, so many are in the calendar at most.</summary>
    private const int Released = 500;

    // The last reading can bring one less than it reads beyond what is wanted.
    private const int Reading = AtomFeed.Entries / 2;
    private const int MostReadings = 20;

    /// <summary>
    /// GET /api/warnings/feed. 200 Atom, at most 50 messages, newest first, with a link to the next page · 304 · 400 bad-cursor,
    /// invalid-field.
    /// </summary>
    [Function("Warnings_Feed")]
    [Access(Audience.Anyone)]
    [Operation("Reads the newest warnings as an Atom feed that links their CAP documents, by sector, lowest level and language",
        ResponseMedia = "application/atom+xml", Query = ["sector", "level", "language", "cursor"],
        Problems = ["bad-cursor", "invalid-field"])]
    public async Task<IResult> FeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/feed")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (filter, cursor) = (FeedFilter.Of(request), request.Query["cursor"].ToString());
        var page = await (filter.Sector is null && filter.Level is null
            ? lists.ReadPageAsync(WarningIndex.Messages, WarningIndex.Public, cursor, AtomFeed.Entries, cancellation)
            : lists.FindPageAsync(
                WarningIndex.Messages, WarningIndex.Public, cursor, filter.Fits, Reading, Reading, MostReadings, cancellation));
        var first = filter.Query is { Length: > 0 } query ? address.Of($"warnings/feed?{query}") : address.Of("warnings/feed");
        var place = new FeedPlace(first, cursor, time.GetUtcNow());
        return new AtomResult(WarningFeed.Make(page, options.Value.SenderNameChinese, place, address, filter));
    }

    /// <summary>GET /api/warnings/calendar.ics. 200 iCalendar (RFC 5545) · 304 · 400 invalid-field.</summary>
    [Function("Warnings_Calendar")]
    [Access(Audience.Anyone)]
    [Operation("Reads the warnings in force and their releases as a calendar, by sector, lowest level and language",
        ResponseMedia = "text/calendar", Query = ["sector", "level", "language"], Problems = ["invalid-field"])]
    public async Task<IResult> CalendarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/calendar.ics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var filter = FeedFilter.Of(request);
        var newest = await lists.ReadPageAsync(WarningIndex.Messages, WarningIndex.Public, null, Released, cancellation);
        var calendar = WarningCalendar.Write(
            [.. newest.Items.Where(filter.Fits)], time.GetUtcNow(), filter.Language ?? PageLanguage.Of(request), address);
        return new Representation(Encoding.UTF8.GetBytes(calendar), WarningCalendar.MediaType);
    }
}
