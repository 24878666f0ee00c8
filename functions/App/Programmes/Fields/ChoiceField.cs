using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <param name="Value">kebab-case, unique in the field.</param>
public sealed record ChoiceOption([property: Name(40)] string Value, LocalizedText Label);

/// <summary>One or several of some options. Answer: the option's value as a JSON string; where several may be chosen, an array.</summary>
public sealed record ChoiceField : ValueField
{
    private const int MaxOptions = 100;

    /// <summary>2 to 100.</summary>
    [Items(2, MaxOptions)]
    public required IReadOnlyList<ChoiceOption> Options { get; init; }

    public bool Several { get; init; }

    /// <summary>Where several may be chosen: at least so many, if any; 0 to the number of options.</summary>
    [Between(0, MaxOptions)]
    public int MinChosen { get; init; }

    /// <summary>Where several may be chosen: at most so many, 1 to the number of options; null for all.</summary>
    [Between(1, MaxOptions)]
    public int? MaxChosen { get; init; }

    public ChoiceOption? Option(string? value) => Options.FirstOrDefault(option => option.Value == value);

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        for (var i = 0; i < Options.Count; i++)
        {
            if (Options[i] is not { } option) yield return ($".options[{i}]", "Must not be null.");
            else if (IsBlank(option.Label)) yield return ($".options[{i}].label", "Both languages must have a text.");
            else if (Options.Take(i).Any(other => other?.Value == option.Value)) yield return ($".options[{i}]",
                $"{option.Value} is there twice.");
        }

        if (MinChosen > Options.Count) yield return (".minChosen", "Must be 0 to the number of options.");
        if (MaxChosen is { } max && (max > Options.Count || max < MinChosen)) yield return (".maxChosen",
            "Must be 1 to the number of options, and not less than minChosen.");
        if (!Several && (MinChosen != 0 || MaxChosen is not null)) yield return (".several",
            "Only where several may be chosen they are counted.");
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults) =>
        Several ? ReadSeveral(value, place, faults) : ReadOne(value, place, faults) is { } one ? JsonValue.Create(one) : null;

    private string? ReadOne(JsonElement value, Place place, ICollection<Fault> faults)
    {
        if (TextField.Text(value) is not { } chosen) faults.Add(FaultTexts.Type(place, new("选项的值", "the value of an option")));
        // A page sends the empty text for no choice.
        else if (chosen.Length == 0) return null;
        else if (Option(chosen) is null) faults.Add(FaultTexts.NoOption(place));
        else return chosen;
        return null;
    }

    private JsonArray? ReadSeveral(JsonElement value, Place place, ICollection<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(FaultTexts.Type(place, new("选项值的列表", "a list of options' values")));
            return null;
        }

        var chosen = new HashSet<string>();
        foreach (var (index, each) in value.EnumerateArray().Take(MaxOptions + 1).Index())
        {
            var at = place with { Path = $"{place.Path}[{index}]" };
            if (ReadOne(each, at, faults) is { } one && !chosen.Add(one)) faults.Add(FaultTexts.Twice(at));
        }

        if (chosen.Count > (MaxChosen ?? Options.Count)) faults.Add(FaultTexts.TooManyChosen(place, MaxChosen ?? Options.Count));
        if (chosen.Count == 0) return null;
        if (chosen.Count < MinChosen) faults.Add(FaultTexts.TooFewChosen(place, MinChosen));
        // In the order of the options: the order of clicking means nothing.
        return new JsonArray([.. Options.Where(option => chosen.Contains(option.Value)).Select(option => JsonValue.Create(option.Value))]);
    }
}
