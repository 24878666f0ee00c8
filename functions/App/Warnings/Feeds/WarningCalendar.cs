using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace FunctionsApp.Warnings.Feeds;

/// <summary>
/// Warnings as iCalendar (RFC 5545): one event for each in force, from its publication to its end, and a moment for each release.
/// </summary>
public static class WarningCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>The same text while nothing was released and no warning has ended.</summary>
    /// <param name="entries">Messages, newest first.</param>
    public static string Write(IReadOnlyList<WarningEntry> entries, DateTimeOffset now, Language language, PublicAddress address)
    {
        var calendar = new Calendar { ProductId = "-//High-tech services programme//Warnings//EN" };
        calendar.Method = "PUBLISH";
        calendar.AddProperty("X-WR-CALNAME", WarningPageTexts.Warnings.In(language));
        foreach (var warning in entries.GroupBy(entry => entry.WarningId))
        {
            var (newest, first) = (warning.First(), warning.Last());
            if (newest.Type == MessageType.Cancel || newest.Expires <= now) continue;
            calendar.Events.Add(Event(newest, $"warning-{newest.WarningId}", first.Sent, newest.Expires, newest.Headline));
        }

        foreach (var entry in entries)
        {
            var title = WarningFeed.Title(entry);
            calendar.Events.Add(Event(entry, $"warning-{entry.WarningId}-{entry.Number}", entry.Sent, null, title));
        }

        return new CalendarSerializer().SerializeToString(calendar)!;

        CalendarEvent Event(WarningEntry entry, string key, DateTimeOffset from, DateTimeOffset? to, LocalizedText title)
        {
            var page = address.PageOf($"warnings/{entry.WarningId}");
            var added = new CalendarEvent
            {
                Uid = $"{key}@{page.Host}",
                Sequence = to is null ? 0 : entry.Number,
                // A time of now would be another file each time.
                DtStamp = new CalDateTime(entry.Sent.UtcDateTime),
                Start = new CalDateTime(from.UtcDateTime),
                Status = EventStatus.Confirmed,
                Transparency = TransparencyType.Transparent,
                Summary = to is null ? title.In(language) : WarningTexts.Marked(title, entry.CapStatus).In(language),
                Description = string.Join('\n', WarningFeed.Lines(entry).Select(line => line.In(language))),
                Categories = [WarningTexts.Name(entry.Level).In(language)],
                Url = page,
            };
            if (to is { } end) added.End = new CalDateTime(end.UtcDateTime);
            return added;
        }
    }
}
