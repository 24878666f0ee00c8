using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>What the numbers of a table's column must add up to. At least one of the three.</summary>
/// <param name="Column">Key of a column of numbers or money.</param>
/// <param name="Min">Inclusive; null for none.</param>
/// <param name="Max">Inclusive; null for none.</param>
/// <param name="EqualTo">Key of a number or of money in the form; null for none. Checked when that has an answer.</param>
public sealed record ColumnSum(string Column, decimal? Min = null, decimal? Max = null, string? EqualTo = null);

/// <summary>Rows of the same columns. Answer: a JSON array of objects; rows without any answer are left out.</summary>
public sealed record TableField : Field
{
    public const int MostRows = 100;

    /// <summary>1 to 10, in the order in which they are shown.</summary>
    [Items(1, 10)]
    public required IReadOnlyList<ValueField> Columns { get; init; }

    /// <summary>Rows at least, where there is any, 0 to MaxRows.</summary>
    [Between(0, MostRows)]
    public int MinRows { get; init; }

    /// <summary>Rows at most, 1 to 100.</summary>
    [Between(1, MostRows)]
    public required int MaxRows { get; init; }

    public ColumnSum? Sum { get; init; }

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        foreach (var (path, message) in FormChecks.Errors(Columns)) yield return ($".columns{path}", message);
        if (MinRows > MaxRows) yield return (".minRows", "Must be 0 to maxRows.");
        if (Sum is not { } sum) yield break;
        if (Columns.FirstOrDefault(column => column?.Key == sum.Column) is not DecimalField) yield return (".sum.column",
            $"{sum.Column} is not a column of numbers.");
        if (sum is { Min: null, Max: null, EqualTo: null }) yield return (".sum", "Must say what the sum is compared with.");
        if (sum.Max < sum.Min) yield return (".sum.max", "Must not be less than min.");
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(FaultTexts.Type(place, new("行的列表", "a list of rows")));
            return null;
        }

        if (value.GetArrayLength() > MostRows)
        {
            // Not looked at row by row: there could be a hundred thousand.
            faults.Add(FaultTexts.TooManyRows(place, MaxRows));
            return null;
        }

        var rows = new JsonArray();
        foreach (var (index, each) in value.EnumerateArray().Index())
        {
            if (FormRules.IsBlank(each)) continue;
            if (FormRules.ReadRow(Columns, each, place.Row(index), faults) is { } row) rows.Add(row);
        }

        if (rows.Count > MaxRows) faults.Add(FaultTexts.TooManyRows(place, MaxRows));
        if (rows.Count == 0) return null;
        if (rows.Count < MinRows) faults.Add(FaultTexts.TooFewRows(place, MinRows));
        return rows;
    }
}
