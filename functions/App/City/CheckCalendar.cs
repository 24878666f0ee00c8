namespace FunctionsApp.City;

/// <summary>Whether the notices are there that are needed soon.</summary>
public static class CheckCalendar
{
    /// <summary>The years that are needed within so many days and have no notice, in order.</summary>
    /// <param name="ahead">Days, 0 or more.</param>
    public static IReadOnlyList<int> Missing(WorkingCalendar calendar, DateOnly today, int ahead) =>
        [.. Enumerable.Range(today.Year, today.AddDays(ahead).Year - today.Year + 1).Where(year => !calendar.HasNotice(year))];
}
