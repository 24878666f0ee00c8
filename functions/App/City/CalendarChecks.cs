using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsApp.City;

/// <summary>The rules of a calendar file beyond its shape.</summary>
public static partial class CalendarChecks
{
    /// <summary>All errors of all files, in the order of the files.</summary>
    public static IReadOnlyList<CalendarError> Errors(IReadOnlyList<(string File, CalendarYear Year)> files) =>
    [
        .. files.SelectMany(file => Errors(file.File, file.Year).Select(error => new CalendarError(file.File, error.Path, error.Message))),
        .. Together(files),
    ];

    private static IEnumerable<(string Path, string Message)> Errors(string file, CalendarYear year)
    {
        if (file != CalendarLoader.FileName(year.Year)) yield return ("$.year",
            $"The file of this year is named {CalendarLoader.FileName(year.Year)}.");
        if (year.Year is < StatutoryHolidays.FirstYear or > StatutoryHolidays.LastYear)
        {
            yield return ("$.year", $"Must be {StatutoryHolidays.FirstYear} to {StatutoryHolidays.LastYear}.");
            yield break;
        }

        foreach (var error in OfNotice(year)) yield return error;
        var off = new Dictionary<DateOnly, string>();
        foreach (var error in OfHolidays(year, off)) yield return error;
        foreach (var error in OfWorked(year, off)) yield return error;
        foreach (var day in StatutoryHolidays.Of(year.Year).Where(day => !off.ContainsKey(day)).Order())
        {
            yield return ("$.holidays", $"{BeijingTime.Text(day)} is free by law and missing.");
        }
    }

    private static IEnumerable<(string Path, string Message)> OfNotice(CalendarYear year)
    {
        var number = Number().Match(year.Notice.Number);
        if (!number.Success)
        {
            yield return ("$.notice.number", "Must be the paper's number, like 国办发明电〔2025〕7号.");
            yield break;
        }

        var issued = int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        // A notice that amends the year's first one is of the year itself.
        if (issued != year.Year - 1 && issued != year.Year) yield return ("$.notice.number",
            $"A notice about {year.Year} is of {year.Year - 1} or {year.Year}.");
        if (year.Notice.Date.Year != issued) yield return ("$.notice.date", $"The paper's number is of {issued}.");
    }

    private static IEnumerable<(string Path, string Message)> OfHolidays(CalendarYear year, Dictionary<DateOnly, string> off)
    {
        for (var i = 0; i < year.Holidays.Count; i++)
        {
            var path = $"$.holidays[{i}]";
            if (year.Holidays[i] is not { } holiday)
            {
                yield return (path, "Must not be null.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(holiday.Name)) yield return ($"{path}.name", "Must not be empty.");
            if (Outside(year, holiday.First) is { } first) yield return ($"{path}.first", first);
            else if (Outside(year, holiday.Last) is { } last) yield return ($"{path}.last", last);
            else if (holiday.Last < holiday.First) yield return ($"{path}.last", "Must not be before first.");
            foreach (var day in Outside(year, holiday.First) is null && Outside(year, holiday.Last) is null ? holiday.Days() : [])
            {
                if (!off.TryAdd(day, path)) yield return (path, $"{BeijingTime.Text(day)} is in {off[day]}, too.");
            }
        }
    }

    private static IEnumerable<(string Path, string Message)> OfWorked(CalendarYear year, Dictionary<DateOnly, string> off)
    {
        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < year.WorkedWeekends.Count; i++)
        {
            var (path, day) = ($"$.workedWeekends[{i}]", year.WorkedWeekends[i]);
            if (Outside(year, day) is { } outside) yield return (path, outside);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) yield return (path,
                $"{BeijingTime.Text(day)} is a {day.DayOfWeek}: only Saturdays and Sundays are worked in exchange.");
            if (off.TryGetValue(day, out var holiday)) yield return (path, $"{BeijingTime.Text(day)} is a day off in {holiday}.");
            if (!seen.Add(day)) yield return (path, $"{BeijingTime.Text(day)} is there twice.");
        }
    }

    private static IEnumerable<CalendarError> Together(IReadOnlyList<(string File, CalendarYear Year)> files)
    {
        var off = files.SelectMany(file => file.Year.Holidays.OfType<Holiday>().SelectMany(holiday => holiday.Days())
            .Select(day => (Day: day, file.File))).ToLookup(entry => entry.Day, entry => entry.File);
        foreach (var (file, year) in files)
        {
            foreach (var day in year.WorkedWeekends)
            {
                if (off[day].FirstOrDefault(other => other != file) is { } other) yield return new CalendarError(file, "$.workedWeekends",
                    $"{BeijingTime.Text(day)} is a day off in {other}.");
            }
        }

        var years = files.Select(file => file.Year.Year).ToHashSet();
        foreach (var (file, year) in files.Where(file => file.Year.Year > years.Min() && !years.Contains(file.Year.Year - 1)))
        {
            yield return new CalendarError(file, "$.year", $"The file of {year.Year - 1} is missing.");
        }
    }

    private static string? Outside(CalendarYear year, DateOnly day) =>
        day.Year == year.Year || (day < new DateOnly(year.Year, 1, 1) && day >= CalendarYear.Begins(year.Year)) ? null
            : $"{BeijingTime.Text(day)} is a day of another year.";

    [GeneratedRegex(@"^国办发明电〔([0-9]{4})〕[1-9][0-9]*号\z")]
    private static partial Regex Number();
}
