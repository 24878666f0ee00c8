using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.City;

namespace FunctionsApp.Programmes.Fields;

/// <summary>A day. Answer: a JSON string, ISO 8601 (yyyy-MM-dd) and nothing else.</summary>
public sealed record DateField : ValueField
{
    /// <summary>Inclusive; null for none.</summary>
    public DateOnly? Min { get; init; }

    /// <summary>Inclusive; null for none.</summary>
    public DateOnly? Max { get; init; }

    /// <summary>Key of another date, of the same form or row, that this one must not be before; null for none.</summary>
    public string? NotBefore { get; init; }

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        if (Max < Min) yield return (".max", "Must not be before min.");
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults)
    {
        var text = TextField.Text(value)?.Trim();
        if (text is { Length: 0 }) return null;
        if (Day(text) is not { } day)
        {
            faults.Add(FaultTexts.Type(place, new("形如 2026-03-31 的日期", "a date such as 2026-03-31")));
            return null;
        }

        if (day < Min) faults.Add(FaultTexts.TooEarly(place, Min.Value));
        if (day > Max) faults.Add(FaultTexts.TooLate(place, Max.Value));
        return JsonValue.Create(BeijingTime.Text(day));
    }

    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
