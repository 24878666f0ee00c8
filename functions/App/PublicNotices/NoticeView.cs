using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.PublicNotices;

public enum NoticeStatus
{
    /// <summary>Objections are taken.</summary>
    Open,

    /// <summary>Its days have passed.</summary>
    Ended,

    /// <summary>The application was withdrawn.</summary>
    Withdrawn,
}

/// <summary>A notice as the public reads it: the same whether someone objected or not.</summary>
/// <param name="Ends">Until when objections are taken, UTC, exclusive.</param>
public sealed record NoticeView(
    string Id, string Programme, LocalizedText Name, string Application, string Organisation, string Title, string Sector,
    decimal? Amount, DateTimeOffset OpenedAt, DateTimeOffset Ends, NoticeStatus State)
{
    public static NoticeView Of(NoticeLine line, WorkingCalendar calendar, DateTimeOffset now)
    {
        var (content, ends) = (line.Content, NoticeTimes.Ends(line.Span, calendar));
        return new NoticeView(
            line.Id, content.Programme, content.Name, content.Application, content.Organisation, content.Title, content.Sector,
            content.Amount, line.Span.OpenedAt, ends,
            line.IsWithdrawn ? NoticeStatus.Withdrawn : now < ends ? NoticeStatus.Open : NoticeStatus.Ended);
    }
}
