using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes.Fields;

/// <summary>A question of a programme's form, as a definition file writes it: <c>kind</c> names the kind.</summary>
/// <remarks>
/// A kind is one derived record here, which is found by itself, with the checks of its definition and its answers, and one control of
/// the page.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract record Field
{
    /// <summary>kebab-case, at most 40 characters, unique in the form or among the columns of its table.</summary>
    [Name(40)]
    public required string Key { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>What to write, where the label does not say it; null for none.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>A draft may be saved without the answer; the application is not submitted without it.</summary>
    public bool Required { get; init; }

    /// <summary>An expression: the field is asked only where it comes to true; null for a field that is always asked.</summary>
    /// <remarks>What is not asked is neither required nor kept: its answer is left out when the form is saved.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? When
    {
        get => Condition?.Text;
        init => Condition = value is null ? null : Expression.Parse(value);
    }

    [JsonIgnore]
    public Expression? Condition { get; private init; }

    /// <summary>What is wrong with the definition beyond its shape: path below the field, and message.</summary>
    internal virtual IEnumerable<(string Path, string Message)> Errors()
    {
        if (IsBlank(Label)) yield return (".label", "Both languages must have a text.");
        if (Hint is not null && IsBlank(Hint)) yield return (".hint", "Both languages must have a text.");
    }

    /// <summary>The answer in its one form; null where there is none. Its faults are added to <paramref name="faults"/>.</summary>
    internal JsonNode? Check(JsonElement? value, Place place, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var answer = value is { ValueKind: not JsonValueKind.Null } given ? Read(given, place, faults) : null;
        // What is wrong is not missing as well.
        if (answer is null && Required && faults.Count == before) faults.Add(FaultTexts.Required(place));
        return answer;
    }

    /// <summary>The answer in its one form; null where it is blank or wrong.</summary>
    protected abstract JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults);

    private protected static bool IsBlank(LocalizedText text) =>
        string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);
}

/// <summary>A field with one value: alone, or as the column of a table.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract record ValueField : Field;
