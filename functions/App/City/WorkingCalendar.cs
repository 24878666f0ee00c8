using System.Collections.Frozen;
using System.Globalization;

namespace FunctionsApp.City;

/// <summary>
/// Chinese working days: weekdays less public holidays, plus the weekend days that are worked in exchange. A year whose notice is not
/// entered is provisional: its statutory days are free, and no weekend is worked.
/// </summary>
/// <remarks>
/// Source: the State Council's yearly holiday notices, in <c>Calendar</c>; for the other years <see cref="StatutoryHolidays"/>.
/// </remarks>
/// <param name="years">Checked; in the order of the years.</param>
public sealed class WorkingCalendar(IReadOnlyList<CalendarYear> years)
{
    private static readonly Lazy<WorkingCalendar> China = new(() => new WorkingCalendar(CalendarLoader.LoadEmbedded()));

    private readonly FrozenDictionary<int, CalendarYear> byYear = years.ToFrozenDictionary(year => year.Year);

    private readonly FrozenSet<DateOnly> holidays =
        years.SelectMany(year => year.Holidays).SelectMany(holiday => holiday.Days()).ToFrozenSet();

    private readonly FrozenSet<DateOnly> worked = years.SelectMany(year => year.WorkedWeekends).ToFrozenSet();

    /// <summary>The calendar shipped with the app.</summary>
    /// <exception cref="InvalidCalendarException">A shipped file is not valid.</exception>
    public static WorkingCalendar Official => China.Value;

    /// <summary>The years with a notice, in order.</summary>
    public IReadOnlyList<CalendarYear> Years { get; } = years;

    public bool HasNotice(int year) => byYear.ContainsKey(year);

    public bool IsWorkingDay(DateOnly day) =>
        worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day));

    /// <summary>The n-th working day after <paramref name="day"/>; the day itself does not count.</summary>
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

    /// <summary>Working days after the first day, up to the last one and with it; 0 where that is no later.</summary>
    public int Count(DateOnly after, DateOnly until)
    {
        var days = 0;
        for (var day = after.AddDays(1); day <= until; day = day.AddDays(1)) if (IsWorkingDay(day)) days++;
        return days;
    }

    /// <summary>The n-th working day before <paramref name="day"/>; the day itself does not count.</summary>
    /// <param name="workingDays">0 or more; 0 gives the day itself.</param>
    public DateOnly Subtract(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            day = day.AddDays(-1);
            if (IsWorkingDay(day)) workingDays--;
        }

        return day;
    }

    /// <summary>When a step opened at <paramref name="opened"/> is due: close of business of its n-th working day.</summary>
    public DateTimeOffset Due(DateTimeOffset opened, int workingDays) => BeijingTime.Deadline(Add(BeijingTime.Day(opened), workingDays));

    /// <summary>The years without a notice that decide on the days of a span, in order.</summary>
    /// <remarks>The last days of December belong to two notices: a New Year holiday may begin in them.</remarks>
    public IReadOnlyList<int> Provisional(DateTimeOffset first, DateTimeOffset last) =>
        [.. Deciding(first, last).Where(year => !HasNotice(year))];

    /// <summary>What the days of a span were counted by: the same text for the same notices.</summary>
    public string Edition(DateTimeOffset first, DateTimeOffset last) =>
        string.Join(' ', Deciding(first, last).Select(Part));

    /// <summary>Whether no notice has been entered or amended since days were counted by this edition.</summary>
    public bool IsCurrent(string edition) => edition.Split(' ').All(part => part == Part(YearOf(part)));

    /// <summary>The years that days were counted in without a notice, and that still have none.</summary>
    public IReadOnlyList<int> Provisional(string edition) =>
        [.. edition.Split(' ').Where(part => part.EndsWith('-') && part == Part(YearOf(part))).Select(YearOf)];

    private string Part(int year) => $"{year}:{byYear.GetValueOrDefault(year)?.Notice.Number ?? "-"}";

    private static int YearOf(string part) => int.Parse(part.AsSpan(0, part.IndexOf(':')), CultureInfo.InvariantCulture);

    private static IEnumerable<int> Deciding(DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (BeijingTime.Day(first), BeijingTime.Day(last));
        var end = to >= CalendarYear.Begins(to.Year + 1) ? to.Year + 1 : to.Year;
        return Enumerable.Range(from.Year, Math.Max(0, end - from.Year + 1));
    }

    private bool IsHoliday(DateOnly day) =>
        holidays.Contains(day) || (!HasNotice(day.Year) && StatutoryHolidays.Of(day.Year).Contains(day));
}
