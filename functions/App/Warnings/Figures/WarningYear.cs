using FunctionsApp.City;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Figures;

/// <summary>A warning that was published, in numbers.</summary>
/// <param name="Level">The highest that it had.</param>
/// <param name="At">When it was first published, UTC.</param>
/// <param name="ToPublication">From the signal to the first publication; null in lines of an earlier version.</param>
/// <param name="Lead">From the first publication to the message with its highest level; null where it was never raised.</param>
public sealed record WarningFigures(
    string Id, string Sector, LocalizedText Headline, WarningLevel Level, WarningStatus Status, DateTimeOffset At, TimeSpan? ToPublication,
    TimeSpan? Lead);

/// <summary>The warnings of a year in numbers; what was not in earnest is left out.</summary>
/// <param name="Warnings">The newest first.</param>
/// <param name="ToPublication">The median; null for none.</param>
/// <param name="Lead">The median of those that were raised; null for none.</param>
public sealed record WarningYear(int Year, IReadOnlyList<WarningFigures> Warnings, TimeSpan? ToPublication, TimeSpan? Lead)
{
    /// <summary>The year before it with the newest earlier warning; null where there is none.</summary>
    public int? Before { get; init; }

    /// <param name="lines">Of all warnings or of those about the year, each once.</param>
    /// <param name="messages">Of these warnings, in any order.</param>
    public static WarningYear Of(int year, IEnumerable<WarningLine> lines, IEnumerable<WarningEntry> messages)
    {
        var ofWarning = messages.ToLookup(message => message.WarningId);
        var warnings = lines
            .Where(line => line.CapStatus == CapStatus.Actual && BeijingTime.Day(line.At).Year == year)
            .OrderByDescending(line => line.At)
            .Select(line => Of(line, [.. ofWarning[line.Id].OrderBy(message => message.Number)]))
            .ToList();
        return new WarningYear(
            year, warnings, Median(warnings.Select(warning => warning.ToPublication)), Median(warnings.Select(warning => warning.Lead)));
    }

    /// <summary>By the highest level of each.</summary>
    public ChartData Chart() =>
        WarningChart.Of(WarningFiguresTexts.BySector, Warnings.Select(warning => (warning.Sector, warning.Level)));

    private static WarningFigures Of(WarningLine line, IReadOnlyList<WarningEntry> messages)
    {
        var highest = messages.Select(message => message.Level).Append(line.Level).Max();
        var reached = messages.FirstOrDefault(message => message.Level == highest);
        return new WarningFigures(
            line.Id, line.Sector, line.Headline, highest, line.Status, line.At, line.At - line.DraftedAt,
            reached is { Number: > 1 } ? reached.Sent - line.At : null);
    }

    /// <summary>The lower one of two in the middle: each figure is one that there was.</summary>
    private static TimeSpan? Median(IEnumerable<TimeSpan?> times)
    {
        var sorted = times.OfType<TimeSpan>().Order().ToList();
        return sorted.Count == 0 ? null : sorted[(sorted.Count - 1) / 2];
    }
}
