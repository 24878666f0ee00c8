using App.Tests.Applications;
using FunctionsApp.Programmes;

namespace App.Tests.Programmes;

public class GuideCalendarTests
{
    [Theory]
    [InlineData("2026-03-01", "")]
    [InlineData("2026-03-02", "GuideOpened 0")]
    [InlineData("2026-03-03", "")]
    [InlineData("2026-04-22", "")]
    [InlineData("2026-04-23", "GuideClosing 7")]
    [InlineData("2026-04-24", "")]
    [InlineData("2026-04-29", "GuideClosing 1")]
    [InlineData("2026-04-30", "")]
    [InlineData("2026-05-01", "")]
    public void Announcements_DailyTick_TellsOnTheDay(string day, string expected) => Assert.Equal(expected, Told(Day(day).AddDays(-1), Day(day)));

    [Fact]
    public void Announcements_MissedTicks_AreToldLateWhileItIsOpen()
    {
        Assert.Equal("GuideOpened 0", Told(DateOnly.MinValue, Day("2026-03-20")));
        Assert.Equal("GuideClosing 7", Told(Day("2026-04-20"), Day("2026-04-28")));
        Assert.Equal("GuideOpened 0, GuideClosing 1", Told(Day("2026-03-01"), Day("2026-04-30")));
        Assert.Equal("", Told(Day("2026-03-01"), Day("2026-05-01")));
    }

    [Fact]
    public void Announcements_TickByTick_TellsEachOnce()
    {
        var days = Enumerable.Range(0, 90).Select(step => Day("2026-02-15").AddDays(step));
        Assert.Equal("GuideOpened 0, GuideClosing 7, GuideClosing 1", string.Join(", ", days.Select(day => Told(day.AddDays(-1), day)).Where(told => told.Length > 0)));
    }

    [Fact]
    public void Announcements_StandingCall_OnlyOpens() => Assert.Equal(
        [GuideCalendar.Opened], GuideCalendar.Announcements([Examples.Fund], DateOnly.MinValue, Day("2026-12-31")).Select(entry => entry.Fact));

    [Fact]
    public void Announcements_OpenForFourDays_HaveNoSeventhDayBefore()
    {
        var brief = Examples.Institution with { Guide = Examples.Institution.Guide with { Closes = Day("2026-03-05") } };
        Assert.Equal([0, 1], GuideCalendar.Announcements([brief], DateOnly.MinValue, Day("2026-03-04")).Select(entry => entry.News.DaysLeft));
    }

    private static string Told(DateOnly after, DateOnly through) =>
        string.Join(", ", GuideCalendar.Announcements([Examples.Institution], after, through).Select(entry => $"{entry.Fact} {entry.News.DaysLeft}"));

    private static DateOnly Day(string text) => DateOnly.Parse(text);
}
