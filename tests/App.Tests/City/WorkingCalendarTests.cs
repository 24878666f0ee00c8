using CsCheck;
using FunctionsApp.City;

namespace App.Tests.City;

public class WorkingCalendarTests
{
    /// <summary>Years with a notice, the first provisional one, one in which Mid-Autumn falls into National Day, the last ones.</summary>
    private static readonly Gen<DateOnly> Days = Gen.OneOf(
        Gen.Int[0, 365 * 3].Select(days => new DateOnly(2025, 1, 1).AddDays(days)),
        Gen.Int[0, 365 * 74].Select(days => new DateOnly(2026, 1, 1).AddDays(days)));

    /// <summary>The official calendar with a made-up notice about 2027.</summary>
    internal static readonly WorkingCalendar With2027 =
        new([.. WorkingCalendar.Official.Years, .. CalendarLoader.Load([("2027.json", MadeUpNotice.Of2027)])]);

    private static readonly Gen<WorkingCalendar> Calendars = Gen.OneOf(Gen.Const(WorkingCalendar.Official), Gen.Const(With2027));

    [Fact]
    public void Add_AnyDay_CountsExactlyTheWorkingDaysBetween() => Gen.Select(Calendars, Days, Gen.Int[1, 60]).Sample((calendar, day, count) =>
    {
        var end = calendar.Add(day, count);
        Assert.True(calendar.IsWorkingDay(end));
        Assert.Equal(count, Enumerable.Range(1, end.DayNumber - day.DayNumber).Count(step => calendar.IsWorkingDay(day.AddDays(step))));
    });

    [Fact]
    public void Count_UpToADayThatWasAdded_IsWhatWasAdded() => Gen.Select(Calendars, Days, Gen.Int[0, 60]).Sample((calendar, day, count) =>
        Assert.Equal(count, calendar.Count(day, calendar.Add(day, count))));

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", 0)]
    [InlineData("2026-03-02", "2026-03-01", 0)]
    [InlineData("2026-03-02", "2026-03-03", 1)]
    [InlineData("2026-03-06", "2026-03-08", 0)]
    [InlineData("2026-09-30", "2026-10-08", 1)]
    public void Count_DaysBetween_LeavesTheFirstOut(string after, string until, int days) =>
        Assert.Equal(days, WorkingCalendar.Official.Count(DateOnly.Parse(after), DateOnly.Parse(until)));

    [Fact]
    public void Add_InTwoSteps_EqualsOne() => Gen.Select(Calendars, Days, Gen.Int[0, 30], Gen.Int[0, 30]).Sample((calendar, day, first, second) =>
        Assert.Equal(calendar.Add(day, first + second), calendar.Add(calendar.Add(day, first), second)));

    [Fact]
    public void Add_LaterDay_IsNeverEarlier() => Gen.Select(Calendars, Days, Gen.Int[0, 30], Gen.Int[0, 30]).Sample((calendar, day, later, count) =>
        Assert.True(calendar.Add(day, count) <= calendar.Add(day.AddDays(later), count)));

    [Fact]
    public void Subtract_AnyDay_CountsExactlyTheWorkingDaysBetween() =>
        Gen.Select(Calendars, Days, Gen.Int[1, 60]).Sample((calendar, day, count) =>
        {
            var first = calendar.Subtract(day, count);
            Assert.True(calendar.IsWorkingDay(first));
            Assert.Equal(count, Enumerable.Range(1, day.DayNumber - first.DayNumber).Count(step => calendar.IsWorkingDay(day.AddDays(-step))));
        });

    [Fact]
    public void IsWorkingDay_YearWithoutNotice_IsAWeekdayThatIsNotFreeByLaw() =>
        Gen.Int[0, 365 * 70].Select(days => new DateOnly(2027, 1, 1).AddDays(days)).Sample(day => Assert.Equal(
            day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !StatutoryHolidays.Of(day.Year).Contains(day),
            WorkingCalendar.Official.IsWorkingDay(day)));

    /// <summary>A statutory day is free with and without a notice, so that no notice makes it a working day.</summary>
    [Fact]
    public void IsWorkingDay_StatutoryDay_IsNotInAnyYear() => Assert.All(
        Enumerable.Range(2025, 76).SelectMany(StatutoryHolidays.Of), day => Assert.False(WorkingCalendar.Official.IsWorkingDay(day)));

    [Theory]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-10-01", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)] // Saturday, worked in exchange.
    [InlineData("2026-10-11", false)]
    [InlineData("2025-01-01", false)]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    public void IsWorkingDay_YearWithNotice_IsAsItSays(string day, bool works) =>
        Assert.Equal(works, WorkingCalendar.Official.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void Add_NegativeDays_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingCalendar.Official.Add(new DateOnly(2026, 1, 5), -1));

    [Fact]
    public void Due_OpenedLateInTheShanghaiEvening_CountsFromTheLocalDay() => Assert.Equal(
        Close(2026, 3, 4),
        // 17:00 UTC on Monday is already Tuesday in Shanghai.
        WorkingCalendar.Official.Due(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero), 1));

    [Fact]
    public void Due_OverNewYearWithoutNotice_IsNeverTheHolidayItself()
    {
        Assert.Equal(Close(2026, 12, 31), WorkingCalendar.Official.Due(Close(2026, 12, 30), 1));
        Assert.Equal(Close(2027, 1, 4), WorkingCalendar.Official.Due(Close(2026, 12, 30), 2));
        Assert.Equal(Close(2027, 10, 4), WorkingCalendar.Official.Due(Close(2027, 9, 30), 1));
        Assert.Equal(Close(2027, 10, 8), With2027.Due(Close(2027, 9, 30), 1));
    }

    [Theory]
    [InlineData("2026-12-01", "2026-12-19", "")]
    [InlineData("2026-12-01", "2026-12-20", "2027")]
    [InlineData("2026-12-01", "2027-01-04", "2027")]
    [InlineData("2027-01-04", "2028-01-04", "2027 2028")]
    [InlineData("2026-01-04", "2026-02-04", "")]
    public void Provisional_Span_NamesTheYearsWithoutNotice(string first, string last, string years) => Assert.Equal(
        years, string.Join(' ', WorkingCalendar.Official.Provisional(Close(first), Close(last))));

    [Fact]
    public void Edition_NoticeArrives_IsAnotherForWhatItDecidesOn()
    {
        Assert.Equal("2026:国办发明电〔2025〕7号 2027:-", WorkingCalendar.Official.Edition(Close(2026, 12, 30), Close(2027, 1, 4)));
        Assert.NotEqual(With2027.Edition(Close(2026, 12, 30), Close(2027, 1, 4)), WorkingCalendar.Official.Edition(
            Close(2026, 12, 30), Close(2027, 1, 4)));
        Assert.Equal(With2027.Edition(Close(2026, 12, 1), Close(2026, 12, 19)), WorkingCalendar.Official.Edition(
            Close(2026, 12, 1), Close(2026, 12, 19)));
    }

    private static DateTimeOffset Close(string day) => BeijingTime.Deadline(DateOnly.Parse(day));

    private static DateTimeOffset Close(int year, int month, int day) => BeijingTime.Deadline(new DateOnly(year, month, day));
}
