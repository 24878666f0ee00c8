using FunctionsApp.City;

namespace App.Tests.City;

public class CheckCalendarTests
{
    [Theory]
    [InlineData("2026-03-02", 90, "")]
    [InlineData("2026-10-02", 90, "")]
    [InlineData("2026-10-03", 90, "2027")]
    [InlineData("2026-12-31", 1, "2027")]
    [InlineData("2027-01-01", 1, "2027")]
    [InlineData("2027-10-03", 90, "2027 2028")]
    [InlineData("2027-01-01", 366, "2027 2028")]
    public void Missing_Day_NamesTheYearsThatAreNeededSoon(string today, int ahead, string years) =>
        Assert.Equal(years, string.Join(' ', CheckCalendar.Missing(WorkingCalendar.Official, DateOnly.Parse(today), ahead)));

    [Fact]
    public void Missing_NoticeEntered_IsNone() =>
        Assert.Empty(CheckCalendar.Missing(WorkingCalendarTests.With2027, new DateOnly(2026, 12, 31), 90));
}
