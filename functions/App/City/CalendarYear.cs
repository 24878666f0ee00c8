namespace FunctionsApp.City;

/// <summary>The paper that arranges a year's holidays.</summary>
/// <param name="Number">Of the State Council's General Office: 国办发明电〔2025〕7号.</param>
/// <param name="Date">Of its issue.</param>
public sealed record HolidayNotice(string Number, DateOnly Date);

/// <summary>Days in a row on which no work is done.</summary>
/// <param name="Last">Inclusive.</param>
public sealed record Holiday(string Name, DateOnly First, DateOnly Last)
{
    public IEnumerable<DateOnly> Days() => Enumerable.Range(0, Math.Max(0, Last.DayNumber - First.DayNumber + 1)).Select(First.AddDays);
}

/// <summary>A year's arrangement, as its file in <c>Calendar</c> has it.</summary>
/// <param name="Holidays">All days off, the weekends among them. A New Year holiday may begin in the December before.</param>
/// <param name="WorkedWeekends">Saturdays and Sundays that are worked in exchange.</param>
public sealed record CalendarYear(
    int Year, HolidayNotice Notice, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> WorkedWeekends)
{
    /// <summary>The first day that this year's notice may arrange.</summary>
    public static DateOnly Begins(int year) => new(year - 1, 12, 20);
}
