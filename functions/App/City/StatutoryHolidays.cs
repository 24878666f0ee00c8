using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace FunctionsApp.City;

/// <summary>The days that are free by law, whatever the yearly notice moves around them.</summary>
/// <remarks>
/// Source: 全国年节及纪念日放假办法, revised in 2024, in force since 2025-01-01. A statutory day on a weekend is made up for on a working day that
/// only the notice names, so that no such day is counted here; the same holds for a Mid-Autumn Festival within the National Day holiday.
/// </remarks>
public static class StatutoryHolidays
{
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    private static readonly ChineseLunisolarCalendar Lunar = new();
    private static readonly ConcurrentDictionary<int, FrozenSet<DateOnly>> Years = new();

    /// <summary>Thirteen days, fewer where two festivals share one.</summary>
    /// <param name="year">2000–2100: what the formula of Qingming and the lunar calendar cover.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another year.</exception>
    public static IReadOnlySet<DateOnly> Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return Years.GetOrAdd(year, Days);
    }

    /// <summary>The first day of the first lunar month.</summary>
    public static DateOnly SpringFestival(int year) => OfLunar(year, 1, 1);

    /// <summary>The day on which the sun reaches 15° of longitude.</summary>
    /// <remarks>The usual formula of solar terms, with the leap days since 2000; right for 2000–2100.</remarks>
    public static DateOnly Qingming(int year)
    {
        var since = year - 2000;
        return new DateOnly(year, 4, (int)(0.2422 * since + 4.81) - (since / 4 - since / 100));
    }

    public static DateOnly DragonBoat(int year) => OfLunar(year, 5, 5);

    public static DateOnly MidAutumn(int year) => OfLunar(year, 8, 15);

    private static FrozenSet<DateOnly> Days(int year)
    {
        // The eve is the last day of the year before, be it the 29th or the 30th.
        var eve = SpringFestival(year).AddDays(-1);
        return
        [
            new(year, 1, 1),
            eve, eve.AddDays(1), eve.AddDays(2), eve.AddDays(3),
            Qingming(year),
            new(year, 5, 1), new(year, 5, 2),
            DragonBoat(year),
            MidAutumn(year),
            new(year, 10, 1), new(year, 10, 2), new(year, 10, 3),
        ];
    }

    // The calendar counts months: those after a leap month have the next number. The festivals are never in a leap month itself.
    private static DateOnly OfLunar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
