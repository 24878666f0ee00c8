using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.PublicNotices;

/// <summary>What the page of all notices shows.</summary>
/// <param name="Open">Those that end first before the others; empty on the pages that follow.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
public sealed record NoticesShown(IReadOnlyList<NoticeView> Open, Page<NoticeView> Ended, bool IsFirst);

/// <summary>What the page of a notice shows.</summary>
/// <param name="Done">What the reader did on the page before; null for nothing.</param>
public sealed record NoticeShown(NoticeView Notice, LocalizedText? Done);

/// <summary>The public's view of the notices: nothing here depends on an objection.</summary>
public sealed class NoticeHttp(
    AggregateStore store, Lists lists, OpenNotices open, WorkingCalendar calendar, SitePages pages, PublicAddress address,
    TimeProvider time)
{
    private const int PageSize = 20;
    private const int ShownDays = 366;

    /// <summary>GET /api/notices. 200 a page, newest first · 400 bad-cursor.</summary>
    [Function("Notices_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists public notices, newest first", Response = typeof(Page<NoticeView>), Query = ["cursor"], Problems = ["bad-cursor"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/notices")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer.Ok(await ReadAsync(request.Query["cursor"], PageSize, cancellation));

    /// <summary>GET /api/notices/feed. 200 Atom, 50 notices, newest first, with a link to the next page · 304 · 400.</summary>
    [Function("Notices_Feed")]
    [Access(Audience.Anyone)]
    [Operation("Reads the newest public notices as an Atom feed", ResponseMedia = "application/atom+xml", Query = ["cursor"],
        Problems = ["bad-cursor"])]
    public async Task<IResult> FeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/notices/feed")] HttpRequest request,
        CancellationToken cancellation)
    {
        var cursor = request.Query["cursor"].ToString();
        var page = await ReadAsync(cursor, AtomFeed.Entries, cancellation);
        return new AtomResult(NoticeFeed.Make(page, new FeedPlace(address.Of("notices/feed"), cursor, time.GetUtcNow()), address));
    }

    /// <summary>GET /api/notices/{id}. 200 · 304 · 404.</summary>
    [Function("Notices_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a public notice", Response = typeof(NoticeView), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/notices/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        // The ETag of the content alone: the state's changes with an objection.
        Answer.Ok(await ViewAsync(id, cancellation));

    /// <summary>GET /notices. 200 the page of open notices, then of those that ended in the last year · 400 bad-cursor.</summary>
    [Function("Notices_Pages")]
    [Access(Audience.Anyone)]
    [Operation("Shows public notices, the open ones first", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "notices")] HttpRequest request, CancellationToken cancellation)
    {
        var cursor = request.Query["cursor"].ToString();
        var page = await ReadAsync(cursor, PageSize, cancellation);
        var (oldest, isFirst) = (time.GetUtcNow().AddDays(-ShownDays), cursor.Length == 0);
        var ended = page.Items.Where(notice => notice.State != NoticeStatus.Open && notice.Ends > oldest).ToList();
        return pages.Show<NoticesPage, NoticesShown>(request, new NoticesShown(
            isFirst ? await open.ReadAsync(cancellation) : [],
            new Page<NoticeView>(ended, page.Items.Any(notice => notice.Ends <= oldest) ? null : page.Cursor), isFirst));
    }

    /// <summary>GET /notices/{id}. 200 its page · 404.</summary>
    [Function("Notices_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows a public notice", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "notices/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        pages.Show<NoticePage, NoticeShown>(request, new NoticeShown(
            await ViewAsync(id, cancellation),
            request.FindCaller() is not null && request.Query["done"] == "objected" ? NoticeTexts.Objected : null));

    private async Task<NoticeView> ViewAsync(string id, CancellationToken cancellation)
    {
        var notice = (await store.GetNoticeAsync(id, cancellation)).State.Notice;
        return NoticeView.Of(NoticeLine.Of(notice), calendar, time.GetUtcNow());
    }

    private async Task<Page<NoticeView>> ReadAsync(string? cursor, int size, CancellationToken cancellation)
    {
        var (page, now) = (
            await lists.ReadPageAsync(NoticeIndex.Notices, NoticeIndex.Public, cursor, size, cancellation), time.GetUtcNow());
        return new Page<NoticeView>([.. page.Items.Select(line => NoticeView.Of(line, calendar, now))], page.Cursor);
    }
}
