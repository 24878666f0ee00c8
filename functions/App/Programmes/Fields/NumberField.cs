using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>A decimal number. Answer: a JSON number without an exponent.</summary>
public abstract record DecimalField : ValueField
{
    /// <summary>Size of a number at most: with six decimals it still fits a decimal exactly, also a thousand of them added up.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>Inclusive; null for none.</summary>
    public decimal? Min { get; init; }

    /// <summary>Inclusive; null for none.</summary>
    public decimal? Max { get; init; }

    /// <summary>Decimals that an answer may have.</summary>
    internal abstract int Places { get; }

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        if (Min is { } min && Math.Abs(min) > Limit) yield return (".min", "Its size is too large.");
        if (Max is { } max && Math.Abs(max) > Limit) yield return (".max", "Its size is too large.");
        if (Max < Min) yield return (".max", "Must not be less than min.");
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults)
    {
        // A page sends the empty text for no number.
        if (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(TextField.Text(value))) return null;
        // Digits as they were written: a double would round them, and the parser of decimals would, too, without a word.
        var written = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
        if (written.Length is 0 or > 40 || written.AsSpan().ContainsAny('e', 'E'))
        {
            faults.Add(FaultTexts.Type(place, new("不带指数的数字", "a number without an exponent")));
            return null;
        }

        var point = written.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : written.TrimEnd('0').Length - point - 1;
        if (decimals > Places) faults.Add(FaultTexts.Decimals(place, Places));
        const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(written, Digits, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > Limit)
        {
            faults.Add(written[0] == '-' ? FaultTexts.Minimum(place, FaultTexts.Text(Min ?? -Limit))
                : FaultTexts.Maximum(place, FaultTexts.Text(Max ?? Limit)));
            return null;
        }

        if (number < Min) faults.Add(FaultTexts.Minimum(place, FaultTexts.Text(Min.Value)));
        if (number > Max) faults.Add(FaultTexts.Maximum(place, FaultTexts.Text(Max.Value)));
        // Without trailing zeros: 10 is 10.00, and has one digest.
        return decimals > Places ? null : JsonValue.Create(number / 1.0000000000000000000000000000m);
    }
}

/// <summary>A number that is not money.</summary>
public sealed record NumberField : DecimalField
{
    /// <summary>Decimals at most, 0 (a whole number) to 6.</summary>
    [Between(0, 6)]
    public int Decimals { get; init; }

    /// <summary>What is counted; null for none.</summary>
    public LocalizedText? Unit { get; init; }

    internal override int Places => Decimals;

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        if (Unit is not null && IsBlank(Unit)) yield return (".unit", "Both languages must have a text.");
    }
}
