using FunctionsApp.City;

namespace FunctionsApp.Assignments.Inbox;

/// <summary>How near an assignment's due time is, most urgent first.</summary>
public enum DueState
{
    Overdue,

    /// <summary>On this day of Beijing time.</summary>
    Today,

    /// <summary>On one of the next six days.</summary>
    Week,
    Later,
}

public static class DueStates
{
    private const int Week = 7;

    public static DueState Of(DateTimeOffset due, DateTimeOffset now)
    {
        if (due <= now) return DueState.Overdue;
        return (BeijingTime.Day(due).DayNumber - BeijingTime.Day(now).DayNumber) switch
        {
            0 => DueState.Today,
            < Week => DueState.Week,
            _ => DueState.Later,
        };
    }
}
