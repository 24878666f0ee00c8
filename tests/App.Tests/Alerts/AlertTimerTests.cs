using FunctionsApp.Alerts;

namespace App.Tests.Alerts;

public class AlertTimerTests
{
    [Theory]
    [InlineData("2026-03-02T09:00:00+08:00", 2)]
    [InlineData("2026-03-02T08:59:59.9+08:00", 2)]
    [InlineData("2026-03-02T23:59:00+08:00", 2)]
    [InlineData("2026-03-03T03:00:00+08:00", 2)]
    [InlineData("2026-03-03T08:58:00+08:00", 2)]
    [InlineData("2026-03-03T09:00:01+08:00", 3)]
    public void MorningOf_Moment_IsTheLastNineOClock(string at, int day) =>
        Assert.Equal(new DateOnly(2026, 3, day), AlertTimer.MorningOf(DateTimeOffset.Parse(at)));
}
