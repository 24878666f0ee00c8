using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Applications.Forms;

/// <summary>What a person typed into the page, as answers: a number where one was typed, everything else as it is.</summary>
/// <remarks>Names of inputs are the paths below the form: <c>team[2].salary</c>.</remarks>
internal static partial class PostedForm
{
    /// <summary>A table of 100 rows of 10 columns, and as much again.</summary>
    public const int MaxFields = 2000;

    /// <param name="open">Keys of the fields that the page let the person change; the others are left out.</param>
    public static JsonObject Read(IReadOnlyList<Field> form, IReadOnlyList<string> open, IFormCollection posted)
    {
        var answers = new JsonObject();
        foreach (var field in form.Where(field => open.Contains(field.Key)))
        {
            answers[field.Key] = field is TableField table ? Rows(table, posted) : Value(field, posted, field.Key);
        }

        return answers;
    }

    public static string Name(string table, int row, string column) => $"{table}[{row}].{column}";

    private static JsonArray Rows(TableField table, IFormCollection posted)
    {
        var rows = posted.Keys.Select(name => Cell().Match(name)).Where(match => match.Success && match.Groups[1].Value == table.Key)
            .Select(match => int.Parse(match.Groups[2].ValueSpan)).Distinct().Order().Take(TableField.MostRows + 1);
        return new JsonArray([.. rows.Select(row => new JsonObject(table.Columns.Select(column =>
            KeyValuePair.Create(column.Key, Value(column, posted, Name(table.Key, row, column.Key))))))]);
    }

    private static JsonNode? Value(Field field, IFormCollection posted, string name) => field switch
    {
        ChoiceField { Several: true } => new JsonArray([.. posted[name].Select(value => JsonValue.Create(value))]),
        DecimalField when Number(posted[name].ToString()) is { } number => JsonSerializer.Deserialize<JsonNode>(number),
        _ => JsonValue.Create(posted[name].ToString()),
    };

    /// <summary>As JSON writes it; null where it is no number.</summary>
    private static string? Number(string typed)
    {
        return Decimal().Match(PostedRecord.Ungrouped(typed)) is { Success: true } match
            ? $"{match.Groups[1]}{(match.Groups[2].Value.TrimStart('0') is { Length: > 0 } whole ? whole : "0")}{match.Groups[3]}"
            : null;
    }

    [GeneratedRegex(@"^([a-z0-9-]{1,40})\[([0-9]{1,3})\]\.[a-z0-9-]{1,40}\z")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^(-?)([0-9]{1,30})(\.[0-9]{1,30})?\z")]
    private static partial Regex Decimal();
}
