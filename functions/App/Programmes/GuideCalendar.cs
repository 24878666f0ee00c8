using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Programmes;

/// <summary>Data of GuideOpened and GuideClosing.</summary>
/// <param name="DaysLeft">Days from the announced day to the last one: 7 or 1 for GuideClosing; 0 for GuideOpened.</param>
public sealed record GuideAnnouncement(
    string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Sectors, DateOnly Opens, DateOnly? Closes, int DaysLeft);

/// <summary>When a guide's opening and closing are news.</summary>
public static class GuideCalendar
{
    public const string Opened = "GuideOpened";
    public const string Closing = "GuideClosing";

    /// <summary>Days before the last day at which the closing is announced.</summary>
    private static readonly IReadOnlyList<int> ClosingDays = [7, 1];

    /// <summary>What became news after one day and through another, earliest first.</summary>
    /// <remarks>What nobody was told in time is told late, but not of a guide that has closed, and of two missed closings only the later.</remarks>
    public static IReadOnlyList<(string Fact, GuideAnnouncement News)> Announcements(
        IEnumerable<ProgrammeDefinition> definitions, DateOnly afterDay, DateOnly throughDay) =>
        [.. definitions
            .Where(definition => definition.Guide.IsOpen(throughDay))
            .SelectMany(definition => Of(definition, afterDay, throughDay))
            .OrderBy(entry => entry.Day)
            .Select(entry => (entry.Fact, entry.News))];

    private static IEnumerable<(DateOnly Day, string Fact, GuideAnnouncement News)> Of(ProgrammeDefinition definition, DateOnly afterDay, DateOnly throughDay)
    {
        var guide = definition.Guide;
        bool IsDue(DateOnly day) => day > afterDay && day <= throughDay;
        GuideAnnouncement News(int daysLeft) => new(
            definition.Programme, definition.Version, definition.Name, guide.Sectors, guide.Opens, guide.Closes, daysLeft);

        if (IsDue(guide.Opens)) yield return (guide.Opens, Opened, News(0));
        if (guide.Closes is not { } closes) yield break;

        // A guide that is open for fewer days has no such day.
        var due = ClosingDays.Where(left => closes.DayNumber - left >= guide.Opens.DayNumber && IsDue(closes.AddDays(-left))).ToList();
        if (due.Count > 0) yield return (closes.AddDays(-due.Min()), Closing, News(due.Min()));
    }
}
