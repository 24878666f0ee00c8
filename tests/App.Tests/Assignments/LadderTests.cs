using FunctionsApp.Assignments;
using FunctionsApp.City;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class LadderTests
{
    [Fact]
    public void WorkingDays_OpenedOnAMonday_CountFromTheNextDayToTheCloseOfBusiness() => Assert.Equal(
        new Ladder(Close(5), Close(9), Close(12)), new LadderPolicy.WorkingDays(5, 2, 3).Start(Monday, WorkingCalendar.Official));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 6)]
    [InlineData(2, 5)]
    public void Start_SecondReminder_IsSoManyWorkingDaysBeforeTheDueDay(int before, int? day) => Assert.Equal(
        day is { } march ? Close(march) : null,
        new LadderPolicy.WorkingDays(5, 3, 3) { SecondReminderBefore = before }.Start(Monday, WorkingCalendar.Official).RemindAgain);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 6)]
    [InlineData(4, 3)]
    public void WorkingDays_ReminderBefore_CountsBackFromTheDueDay(int before, int? day) => Assert.Equal(
        day is { } march ? Close(march) : null, new LadderPolicy.WorkingDays(5, before, 3).Start(Monday, WorkingCalendar.Official).Remind);

    [Fact]
    public void Hours_OpenedOnASaturdayNight_CountByTheClock()
    {
        var night = new DateTimeOffset(2026, 3, 7, 18, 30, 0, TimeSpan.Zero);

        Assert.Equal(
            new Ladder(night.AddHours(1), night.AddHours(2), night.AddHours(4)),
            new LadderPolicy.Hours(
                TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4)).Start(night, WorkingCalendar.Official));
    }

    private static DateTimeOffset Close(int march) => BeijingTime.Deadline(new DateOnly(2026, 3, march));
}
