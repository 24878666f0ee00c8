using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Statistics.Releases;

/// <summary>A coming release as anyone reads it.</summary>
/// <param name="Provisional">The day may move.</param>
public sealed record PlannedReleaseView(string Period, ReleaseSpan Span, DateTimeOffset Planned, bool Provisional);

/// <summary>When which statistics are released: plain dates, the same whether anything is reported or not.</summary>
public sealed class ReleaseCalendarHttp(ReleaseCalendar calendar, SitePages pages, PublicAddress address, TimeProvider time)
{
    private IReadOnlyList<PlannedReleaseView> Coming =>
    [
        .. calendar.Coming(time.GetUtcNow()).Select(release => new PlannedReleaseView(
            $"{release.Period}", release.Period.Span, release.Planned, calendar.IsProvisional(release))),
    ];

    /// <summary>GET /api/statistics/calendar. 200.</summary>
    [Function("Releases_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the releases of statistics of the next twelve months", Response = typeof(IReadOnlyList<PlannedReleaseView>))]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/calendar")] HttpRequest request) =>
        Answer.Ok(Coming);

    /// <summary>GET /statistics/calendar. 200.</summary>
    [Function("Releases_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows the releases of statistics of the next twelve months", IsListed = false)]
    public IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "statistics/calendar")] HttpRequest request) =>
        pages.Show<ReleaseCalendarPage, IReadOnlyList<PlannedReleaseView>>(request, Coming);

    /// <summary>GET /api/statistics/calendar.ics. 200 iCalendar (RFC 5545) · 304.</summary>
    [Function("Releases_Calendar")]
    [Access(Audience.Anyone)]
    [Operation("Reads the releases of statistics of the next twelve months as a calendar", ResponseMedia = "text/calendar")]
    public IResult Calendar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/statistics/calendar.ics")] HttpRequest request)
    {
        var (language, page) = (PageLanguage.Of(request), address.PageOf("statistics/calendar"));
        var written = new Calendar { ProductId = "-//High-tech services programme//Statistics//EN" };
        written.Method = "PUBLISH";
        written.AddProperty("X-WR-CALNAME", ReleaseTexts.Calendar.In(language));
        foreach (var release in calendar.Coming(time.GetUtcNow()))
        {
            var planned = new CalDateTime(release.Planned.UtcDateTime);
            written.Events.Add(new CalendarEvent
            {
                Uid = $"{ReleaseAggregate.IdOf(release.Period)}@{page.Host}",
                // A time of now would be another file each time.
                DtStamp = planned,
                Start = planned,
                Status = calendar.IsProvisional(release) ? EventStatus.Tentative : EventStatus.Confirmed,
                Transparency = TransparencyType.Transparent,
                Summary = ReleaseTexts.TitleOf(release.Period).In(language),
                Url = page,
            });
        }

        return new Representation(
            Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(written)!), "text/calendar; charset=utf-8");
    }
}
