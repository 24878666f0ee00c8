using System.Text.Json.Nodes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes.Expressions;

/// <summary>What is known of an application from its draft on, and never changes.</summary>
/// <param name="Amount">Yuan asked for; 0 where nothing is granted.</param>
/// <param name="District">Of the organisation.</param>
/// <param name="OrganisationType">One of <see cref="City.OrganisationTypes"/>.</param>
public sealed record Circumstances(decimal Amount, string Sector, string District, string OrganisationType)
{
    /// <summary>Promises of documents that the organisation had broken when it drafted.</summary>
    public int BrokenPromises { get; init; }
}

/// <summary>All that an expression can read: answers of a form, and what is known of the application.</summary>
/// <param name="answers">In their one form.</param>
/// <param name="about">Null where nothing is known.</param>
public sealed class Situation(IReadOnlyList<Field> form, JsonObject answers, Circumstances? about)
{
    internal Circumstances? About => about;

    /// <summary>In Beijing; null for conditions of the form, which must not change by themselves.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Whether a document is there, by its type; null while that is not known.</summary>
    public Func<string, bool?> Document { get; init; } = _ => null;

    /// <summary>Keys of the fields that are not asked; read while it is filled.</summary>
    public IReadOnlySet<string> Unasked { get; init; } = new HashSet<string>();

    internal Value? Named(string name) =>
        KnownNames.Find(name) is { } known ? known.Of(this) : answers[name] is { } answer ? Answer(name, answer) : null;

    internal bool IsAnswered(string key) => answers[key] is not null;

    /// <summary>Rows of a table; null while a table that must be filled in has none.</summary>
    internal int? Rows(string table) => answers[table] is JsonArray rows ? rows.Count : IsAwaited(table) ? null : 0;

    /// <summary>The sum of a table's column; cells without a number count nothing. Null as for <see cref="Rows"/>.</summary>
    internal decimal? Sum(string table, string column)
    {
        if (answers[table] is not JsonArray rows) return IsAwaited(table) ? null : 0;
        return rows.Sum(row => row?[column] is JsonValue cell && cell.TryGetValue(out decimal number) ? number : 0);
    }

    private bool IsAwaited(string table) =>
        !Unasked.Contains(table) && form.FirstOrDefault(field => field.Key == table) is not TableField { Required: false };

    private Value? Answer(string key, JsonNode answer) => (form.FirstOrDefault(field => field.Key == key), answer) switch
    {
        (DecimalField, JsonValue value) when value.TryGetValue(out decimal number) => new Value.Number(number),
        (DateField, JsonValue value) when value.TryGetValue(out string? day) && DateField.Day(day) is { } known => new Value.Day(known),
        (ChoiceField { Several: true }, JsonArray chosen) => new Value.Several([.. chosen.Select(each => $"{each}")]),
        (TextField or ChoiceField, JsonValue value) when value.TryGetValue(out string? text) => new Value.Text(text),
        _ => null,
    };
}
