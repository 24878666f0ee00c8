using System.ServiceModel.Syndication;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.PublicNotices;

/// <summary>The public notices as Atom.</summary>
public static class NoticeFeed
{
    /// <param name="page">Newest first.</param>
    public static SyndicationFeed Make(Page<NoticeView> page, FeedPlace place, PublicAddress address) => AtomFeed.Make(
        "notices",
        NoticeTexts.Notices,
        $"{NoticeTexts.Author.Chinese} | {NoticeTexts.Author.English}",
        place,
        page.Cursor,
        page.Items.Select(notice => new AtomEntry(
            $"notice-{notice.Id}",
            new($"{notice.Name.Chinese}公示：{notice.Title}", $"{notice.Name.English}, public notice: {notice.Title}"),
            notice.OpenedAt,
            [
                new($"申报单位：{notice.Organisation}", $"Organisation: {notice.Organisation}"),
                NoticeTexts.From(notice.OpenedAt, notice.Ends),
            ],
            [new AtomLink("alternate", "application/json", address.Of($"notices/{notice.Id}"))],
            notice.Sector)));
}
