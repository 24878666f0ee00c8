using System.Text;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace FunctionsApp.Programmes.Guides;

/// <summary>The calls as a calendar that people subscribe to (RFC 5545).</summary>
/// <remarks>The same bytes for the same calls; of a published guide only the last day can change.</remarks>
public static class CallsCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>How often programs ask again.</summary>
    private const string Refresh = "PT12H";

    /// <summary>At which the reminders of a day come, Beijing time.</summary>
    private const int ReminderHour = 9;

    /// <param name="definitions">
    /// Published guides, and the definitions' own: of several of one programme and year the last one counts, and none where a guide of that
    /// year is published.
    /// </param>
    public static byte[] Write(IReadOnlyList<ProgrammeDefinition> definitions, Language language, PublicAddress address)
    {
        var calendar = new Calendar { ProductId = "-//High-tech services programme//Calls//EN" };
        calendar.AddProperty("X-WR-CALNAME", ProgrammeTexts.Calendar.In(language));
        calendar.AddProperty("X-PUBLISHED-TTL", Refresh);
        var published = definitions.Where(definition => definition.GuideId is not null).ToList();
        var years = published.Select(call => (call.Programme, call.Guide.Year)).ToHashSet();
        var own = definitions.Where(definition => definition.GuideId is null).GroupBy(call => (call.Programme, call.Guide.Year))
            .Where(versions => !years.Contains(versions.Key)).Select(versions => versions.Last());
        foreach (var definition in own.Concat(published)) calendar.Events.Add(Event(definition, language, address));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    /// <summary>The days of a guide; of a standing call the day on which it opens.</summary>
    private static CalendarEvent Event(ProgrammeDefinition definition, Language language, PublicAddress address)
    {
        var (guide, page) = (definition.Guide, address.PageOf($"programmes/{definition.Programme}"));
        var last = guide.Closes ?? guide.Opens;
        var happening = new CalendarEvent
        {
            // The same for every version of the year: the event that programs have is changed, and not doubled.
            Uid = $"call-{definition.GuideId ?? $"{definition.Programme}-{guide.Year}"}@{page.Host}",
            // When it was written is not known; a time of now would be another calendar each time.
            DtStamp = new CalDateTime(BeijingTime.At(guide.Opens, TimeOnly.MinValue).UtcDateTime),
            Start = new CalDateTime(guide.Opens),
            End = new CalDateTime(last.AddDays(1)),
            Summary = definition.Name.In(language),
            Description = Description(guide, language),
            Url = page,
            // A call of months makes no one busy.
            Transparency = TransparencyType.Transparent,
            Categories = [.. guide.Sectors.Select(sector => Sectors.NameOf(sector).In(language))],
        };
        foreach (var left in AnnounceGuides.ClosingsOf(guide)) happening.Alarms.Add(Reminder(left, definition.Name.In(language), language));
        return happening;
    }

    private static string Description(Guide guide, Language language)
    {
        var sectors = guide.Sectors.Count == 0
            ? ProgrammeTexts.AllSectors.In(language)
            : string.Join(", ", guide.Sectors.Select(sector => Sectors.NameOf(sector).In(language)));
        return $"{ProgrammeTexts.Days(guide).In(language)}\n{ProgrammeTexts.SectorsOf.In(language)}{language.Colon()}{sectors}";
    }

    /// <param name="left">Days from the reminder's day to the last one.</param>
    private static Alarm Reminder(int left, string name, Language language) => new()
    {
        Action = AlarmAction.Display,
        Description = $"{name}{language.Colon()}{Pages.PageTexts.DaysLeft(left).In(language)}",
        Trigger = BeforeTheEnd(TimeSpan.FromHours(ReminderHour - (24 * (left + 1)))),
    };

    /// <summary>The end is the midnight after the last day.</summary>
    private static Trigger BeforeTheEnd(TimeSpan time)
    {
        var trigger = new Trigger(Duration.FromTimeSpanExact(time));
        // The serializer writes parameters, and not the property Related.
        trigger.Parameters.Set("RELATED", TriggerRelation.End);
        return trigger;
    }
}
