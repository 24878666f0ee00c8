using System.Reflection;
using System.Text.Json;
using FunctionsApp.Platform;

namespace FunctionsApp.City;

/// <summary>What is wrong in a calendar file.</summary>
/// <param name="Path">JSON path.</param>
public sealed record CalendarError(string File, string Path, string Message)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}

/// <summary>Stops the start: all that is wrong with the calendar files, at once.</summary>
public sealed class InvalidCalendarException(IReadOnlyList<CalendarError> errors)
    : Exception($"The calendar files are not valid:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<CalendarError> Errors => errors;
}

/// <summary>Reads the calendar files <c>{year}.json</c>.</summary>
public static class CalendarLoader
{
    private const string Folder = "city/calendar/";

    /// <summary>The years shipped with the app.</summary>
    /// <exception cref="InvalidCalendarException">A file is not valid.</exception>
    public static IReadOnlyList<CalendarYear> LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return Load(assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name[Folder.Length..], reader.ReadToEnd());
        }));
    }

    /// <summary>In the order of the years.</summary>
    /// <param name="files">Name and JSON text.</param>
    /// <exception cref="InvalidCalendarException">A file is not valid.</exception>
    public static IReadOnlyList<CalendarYear> Load(IEnumerable<(string Name, string Json)> files)
    {
        var errors = new List<CalendarError>();
        var years = new List<(string File, CalendarYear Year)>();
        foreach (var (name, json) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            try
            {
                var year = JsonSerializer.Deserialize<CalendarYear>(json, AppJson.Strict) ?? throw new JsonException("The file is null.");
                years.Add((name, year));
            }
            catch (JsonException exception)
            {
                errors.Add(new CalendarError(name, exception.Path ?? "$", exception.Message));
            }
        }

        errors.AddRange(CalendarChecks.Errors(years));
        return errors.Count == 0 ? [.. years.Select(entry => entry.Year)] : throw new InvalidCalendarException(errors);
    }

    public static string FileName(int year) => $"{year}.json";
}
