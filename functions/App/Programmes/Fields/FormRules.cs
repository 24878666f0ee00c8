using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes.Fields;

/// <summary>Answers in their one form, with all that is wrong.</summary>
public sealed record CheckedForm(Answers Answers, IReadOnlyList<Fault> Faults)
{
    /// <summary>Keys of the fields that these answers make not asked.</summary>
    public IReadOnlySet<string> Unasked { get; init; } = new HashSet<string>();
}

/// <summary>Checks answers against a form. Depends on nothing else.</summary>
public static class FormRules
{
    /// <summary>All faults at once, in the order of the fields.</summary>
    /// <param name="form">Of a checked definition.</param>
    /// <param name="answers">
    /// A JSON object; absent and null fields are unanswered; of fields that are not asked any value is left out.
    /// </param>
    /// <param name="about">What conditions and calculations read beside the answers; null where nothing is known.</param>
    public static CheckedForm Check(IReadOnlyList<Field> form, JsonElement answers, Circumstances? about)
    {
        var faults = new List<Fault>();
        var read = Read(form, answers, Place.Form, faults) ?? [];
        var unasked = FormConditions.Apply(form, read, about);
        faults.RemoveAll(fault => unasked.Contains(fault.Field));
        CheckOrders(form, read, Place.Form, faults);
        foreach (var table in form.OfType<TableField>()) CheckSum(form, table, read, faults);
        return new CheckedForm(Answers.Of(read), faults) { Unasked = unasked };
    }

    /// <summary>A row of a table; null where it is no object.</summary>
    internal static JsonObject? ReadRow(IReadOnlyList<Field> columns, JsonElement value, Place place, ICollection<Fault> faults)
    {
        var read = Read(columns, value, place, faults);
        if (read is not null) CheckOrders(columns, read, place, faults);
        return read;
    }

    /// <summary>An object of fields; null where it is none.</summary>
    private static JsonObject? Read(IReadOnlyList<Field> fields, JsonElement value, Place place, ICollection<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(FaultTexts.Type(place, new("对象", "an object")));
            return null;
        }

        var given = new Dictionary<string, JsonElement>();
        foreach (var member in value.EnumerateObject())
        {
            var field = fields.FirstOrDefault(field => field.Key == member.Name);
            if (field is null) faults.Add(FaultTexts.UnknownKey(place, member.Name));
            else if (!given.TryAdd(field.Key, member.Value)) faults.Add(FaultTexts.Twice(place.Of(field)));
        }

        var read = new JsonObject();
        foreach (var field in fields)
        {
            JsonElement? answer = given.TryGetValue(field.Key, out var found) ? found : null;
            if (field.Check(answer, place.Of(field), faults) is { } node) read[field.Key] = node;
        }

        return read;
    }

    /// <summary>A row without any answer, as a page sends for one that was added and not filled.</summary>
    internal static bool IsBlank(JsonElement row) => row.ValueKind == JsonValueKind.Object
        && row.EnumerateObject().All(cell => cell.Value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(TextField.Text(cell.Value) ?? "x"),
        JsonValueKind.Array => cell.Value.GetArrayLength() == 0,
        _ => false,
    });

    private static void CheckOrders(IReadOnlyList<Field> fields, JsonObject read, Place place, ICollection<Fault> faults)
    {
        foreach (var date in fields.OfType<DateField>()) CheckOrder(fields, date, read, place, faults);
    }

    private static void CheckOrder(IReadOnlyList<Field> fields, DateField date, JsonObject read, Place place, ICollection<Fault> faults)
    {
        if (fields.FirstOrDefault(field => field.Key == date.NotBefore) is not { } other) return;
        if (Day(read, date.Key) < Day(read, other.Key)) faults.Add(FaultTexts.Before(place.Of(date), other.Label));
    }

    private static void CheckSum(IReadOnlyList<Field> form, TableField table, JsonObject read, ICollection<Fault> faults)
    {
        if (table.Sum is not { } sum || read[table.Key] is not JsonArray rows) return;
        var total = rows.Sum(row => row?[sum.Column]?.GetValue<decimal>() ?? 0);
        var column = table.Columns.First(each => each.Key == sum.Column).Label;
        void Wrong(LocalizedText wanted) => faults.Add(FaultTexts.Sum(Place.Form.Of(table), column, total, wanted));

        if (total < sum.Min) Wrong(new($"不小于 {FaultTexts.Text(sum.Min.Value)}", $"{FaultTexts.Text(sum.Min.Value)} or more"));
        if (total > sum.Max) Wrong(new($"不大于 {FaultTexts.Text(sum.Max.Value)}", $"{FaultTexts.Text(sum.Max.Value)} or less"));
        if (sum.EqualTo is not { } key || read[key]?.GetValue<decimal>() is not { } wanted || wanted == total) return;
        var other = form.First(field => field.Key == key).Label;
        Wrong(new($"“{other.Chinese}”（{FaultTexts.Text(wanted)}）", $"“{other.English}” ({FaultTexts.Text(wanted)})"));
    }

    private static DateOnly? Day(JsonObject read, string key) => DateField.Day(read[key]?.GetValue<string>());
}
