using FunctionsApp.Applications;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Records;

/// <summary>Reviews that ended, as bars: one for each month, the oldest first, in parts by outcome.</summary>
/// <param name="IsCut">Whether a month has more than were counted.</param>
public sealed record DecisionChart(ChartData Chart, bool IsCut)
{
    /// <summary>Months that are shown, the current one included.</summary>
    public const int Months = 12;

    /// <summary>Lines that are read at once.</summary>
    private const int Reading = 999;

    /// <summary>Readings of a month at most.</summary>
    private const int MaxReadings = 5;

    private static readonly IReadOnlyList<(ApplicationStatus Status, string Class)> Outcomes =
    [
        (ApplicationStatus.Approved, ChartData.Shades[3]), (ApplicationStatus.Rejected, ChartData.Shades[1]),
        (ApplicationStatus.Withdrawn, ChartData.Shades[0]),
    ];

    /// <param name="today">In Shenzhen.</param>
    public static async Task<DecisionChart> ReadAsync(Lists lists, DateOnly today, CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var months = Enumerable.Range(0, Months).Select(month => first.AddMonths(month + 1 - Months)).ToList();
        var read = await Task.WhenAll(months.Select(month => lists.FindPageAsync(
            ApplicationIndex.Decided, ApplicationIndex.Month(month), null, _ => true, Reading * MaxReadings, Reading, MaxReadings,
            cancellation)));
        var bars = months.Zip(read, (month, decided) => new ChartBar(
            PageTexts.Month(month),
            [.. Outcomes.Select(outcome => (long)decided.Items.Count(line => line.Status == outcome.Status))]));
        return new DecisionChart(
            new ChartData(
                AuditTexts.Decisions, AuditTexts.Month,
                [.. Outcomes.Select(outcome => new ChartPart(ApplicationTexts.Name(outcome.Status), outcome.Class))], [.. bars]),
            read.Any(month => month.Cursor is not null));
    }
}
