using FunctionsApp.City;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.PublicNotices;

/// <summary>The notices that take objections now.</summary>
public sealed class OpenNotices(Lists lists, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>Those that end first before the others.</summary>
    public async Task<IReadOnlyList<NoticeView>> ReadAsync(CancellationToken cancellation)
    {
        var (open, now) = (new List<NoticeView>(), time.GetUtcNow());
        await foreach (var line in lists.ReadAllAsync(NoticeIndex.Running, NoticeIndex.Public, cancellation))
        {
            // Also those whose days have passed are in the list while they are examined.
            if (NoticeView.Of(line, calendar, now) is { State: NoticeStatus.Open } notice) open.Add(notice);
        }

        return [.. open.OrderBy(notice => notice.Ends).ThenBy(notice => notice.OpenedAt)];
    }
}
