using System.Text.Json;
using FunctionsApp.Platform;

namespace FunctionsApp.City;

/// <summary>Chinese working days: weekdays less public holidays, plus the weekend days that are worked in exchange.</summary>
/// <remarks>Source: the State Council's yearly holiday notices, in calendar.cn.json. A year without data counts weekends only.</remarks>
public sealed class WorkingCalendar(IReadOnlySet<DateOnly> holidays, IReadOnlySet<DateOnly> workedWeekends)
{
    private static readonly Lazy<WorkingCalendar> China = new(Load);

    /// <summary>The calendar shipped with the app.</summary>
    public static WorkingCalendar Official => China.Value;

    public bool IsWorkingDay(DateOnly day) =>
        workedWeekends.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

    /// <summary>The n-th working day after <paramref name="day"/>; the day itself does not count.</summary>
    /// <param name="day">Any day.</param>
    /// <param name="workingDays">0 or more; 0 gives the day itself.</param>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) workingDays--;
        }

        return day;
    }

    /// <summary>When a step opened at <paramref name="opened"/> is due: close of business of its n-th working day.</summary>
    public DateTimeOffset Due(DateTimeOffset opened, int workingDays) => BeijingTime.Deadline(Add(BeijingTime.Day(opened), workingDays));

    private static WorkingCalendar Load()
    {
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("city/calendar.cn.json")!;
        var file = JsonSerializer.Deserialize<CalendarFile>(stream, AppJson.Strict)!;
        return new WorkingCalendar(
            file.Holidays.SelectMany(range => range.Days()).ToHashSet(),
            file.WorkedWeekends.ToHashSet());
    }

    private sealed record CalendarFile(string Source, IReadOnlyList<DayRange> Holidays, IReadOnlyList<DateOnly> WorkedWeekends);

    private sealed record DayRange(string Name, DateOnly First, DateOnly Last)
    {
        public IEnumerable<DateOnly> Days() => Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);
    }
}
