using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>How far a guide's news is announced.</summary>
/// <param name="Through">Last day whose news is out.</param>
public sealed record AnnouncedGuide(DateOnly Through);

/// <summary>What the facts about guides have in common.</summary>
/// <param name="Name">Of the programme.</param>
public abstract record GuideFact(
    string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Sectors, DateOnly Opens, DateOnly? Closes) : Fact
{
    /// <summary>Id of the published guide; null for the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guide { get; init; }
}

/// <summary>A guide is open for applications.</summary>
public sealed record GuideOpened(
    string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Sectors, DateOnly Opens, DateOnly? Closes)
    : GuideFact(Programme, Version, Name, Sectors, Opens, Closes);

/// <summary>A guide closes in 7 days, or in 1 day.</summary>
/// <param name="DaysLeft">Days from the announced day to the last one: 7 or 1.</param>
public sealed record GuideClosing(
    string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Sectors, DateOnly Opens, DateOnly? Closes, int DaysLeft)
    : GuideFact(Programme, Version, Name, Sectors, Opens, Closes);

/// <summary>A published guide takes no more applications.</summary>
public sealed record GuideClosed(
    string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Sectors, DateOnly Opens, DateOnly? Closes)
    : GuideFact(Programme, Version, Name, Sectors, Opens, Closes);

/// <summary>When a guide's opening and closing are news.</summary>
public static class AnnounceGuides
{
    public const string Actor = "Guides_Announce";

    /// <summary>Days before the last day at which the closing is announced.</summary>
    private static readonly IReadOnlyList<int> ClosingDays = [7, 1];

    /// <summary>Announces what became news since the last time, once each.</summary>
    public static Change<AnnouncedGuide> Decide(AnnouncedGuide? current, ProgrammeDefinition definition, DateOnly today)
    {
        var news = News(definition, current?.Through ?? DateOnly.MinValue, today);
        return news.Count == 0 ? Change.None(current ?? new AnnouncedGuide(DateOnly.MinValue))
            : Change.To(new AnnouncedGuide(today), Actor, news);
    }

    /// <summary>What became news after one day and through another, earliest first.</summary>
    /// <remarks>News that was missed comes late, but not of a guide that has closed, and of two missed closings only the later.</remarks>
    public static IReadOnlyList<GuideFact> News(ProgrammeDefinition definition, DateOnly afterDay, DateOnly throughDay) =>
        definition.Guide.IsOpen(throughDay)
            ? [.. Of(definition, afterDay, throughDay).OrderBy(entry => entry.Day).Select(entry => entry.News)] : [];

    /// <summary>That a published guide's last day is over.</summary>
    internal static GuideClosed Closed(ProgrammeDefinition call) => new(
        call.Programme, call.Version, call.Name, call.Guide.Sectors, call.Guide.Opens, call.Guide.Closes) { Guide = call.GuideId };

    /// <summary>Days before a guide's last one at which its closing is announced; fewer where it is open for fewer.</summary>
    internal static IEnumerable<int> ClosingsOf(Guide guide) => guide.Closes is { } closes
        ? ClosingDays.Where(left => closes.DayNumber - left >= guide.Opens.DayNumber)
        : [];

    private static IEnumerable<(DateOnly Day, GuideFact News)> Of(ProgrammeDefinition definition, DateOnly afterDay, DateOnly throughDay)
    {
        var guide = definition.Guide;
        bool IsDue(DateOnly day) => day > afterDay && day <= throughDay;

        if (IsDue(guide.Opens))
        {
            yield return (guide.Opens, new GuideOpened(definition.Programme, definition.Version, definition.Name, guide.Sectors,
                guide.Opens, guide.Closes) { Guide = definition.GuideId });
        }

        if (guide.Closes is not { } closes) yield break;

        var due = ClosingsOf(guide).Where(left => IsDue(closes.AddDays(-left))).ToList();
        if (due.Count == 0) yield break;
        yield return (
            closes.AddDays(-due.Min()),
            new GuideClosing(definition.Programme, definition.Version, definition.Name, guide.Sectors, guide.Opens, closes, due.Min())
            {
                Guide = definition.GuideId,
            });
    }
}
