using CsCheck;
using FunctionsApp.City;

namespace App.Tests.City;

public class WorkingCalendarTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 3].Select(days => new DateOnly(2025, 1, 1).AddDays(days));

    [Fact]
    public void Add_AnyDay_CountsExactlyTheWorkingDaysBetween() => Gen.Select(Days, Gen.Int[1, 60]).Sample((day, count) =>
    {
        var end = WorkingCalendar.Official.Add(day, count);
        Assert.True(WorkingCalendar.Official.IsWorkingDay(end));
        Assert.Equal(count,
            Enumerable.Range(1, end.DayNumber - day.DayNumber).Count(step => WorkingCalendar.Official.IsWorkingDay(day.AddDays(step))));
    });

    [Fact]
    public void Add_InTwoSteps_EqualsOne() => Gen.Select(Days, Gen.Int[0, 30], Gen.Int[0, 30]).Sample((day, first, second) =>
        Assert.Equal(WorkingCalendar.Official.Add(day, first + second),
            WorkingCalendar.Official.Add(WorkingCalendar.Official.Add(day, first), second)));

    [Fact]
    public void IsWorkingDay_HolidayOnAWeekday_IsNot()
    {
        var calendar = new WorkingCalendar(new HashSet<DateOnly> { new(2026, 10, 1) }, new HashSet<DateOnly> { new(2026, 10, 10) });
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 9, 30)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 10, 1)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 10, 3)));
    }

    [Fact]
    public void IsWorkingDay_SwappedSaturday_Is() =>
        Assert.True(new WorkingCalendar(new HashSet<DateOnly>(), new HashSet<DateOnly> { new(2026, 10, 10) })
            .IsWorkingDay(new DateOnly(2026, 10, 10)));

    [Fact]
    public void Add_NegativeDays_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingCalendar.Official.Add(new DateOnly(2026, 1, 5), -1));

    [Fact]
    public void Due_OpenedLateInTheShanghaiEvening_CountsFromTheLocalDay() => Assert.Equal(
        new DateTimeOffset(2026, 3, 4, 18, 0, 0, BeijingTime.Offset),
        // 17:00 UTC on Monday is already Tuesday in Shanghai.
        WorkingCalendar.Official.Due(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero), 1));
}
