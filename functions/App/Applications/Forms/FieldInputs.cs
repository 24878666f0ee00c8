using System.Text.Json.Nodes;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Applications.Forms;

/// <summary>The controls of the page: one for each kind of field, with label, hint, limits and faults.</summary>
internal sealed class FieldInputs(IReadOnlyList<Fault> faults, Language language)
{
    /// <summary>Options that are shown as radio buttons at most; more of them are a list.</summary>
    private const int MaxRadios = 6;

    public static string Id(string path) => $"f-{path.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal)}";

    /// <param name="reason">Why a reviewer returned it; null where none did.</param>
    public string Field(Field field, JsonNode? value, string? reason)
    {
        var returned = reason is null ? "" : $"""<p class="wrong">{Text("补正原因：", "To correct: ")}{Encode(reason)}</p>""";
        var control = field is TableField table ? Table(table, value as JsonArray ?? [])
            : Value(field, value, field.Key, field.Label.In(language));
        return $"<div class=\"field\">{returned}{control}</div>";
    }

    private string Value(Field field, JsonNode? value, string path, string label) => field switch
    {
        ChoiceField { Several: true } choice => Group(choice, path, label, "checkbox", Values(value)),
        ChoiceField { Options.Count: <= MaxRadios } choice => Group(choice, path, label, "radio", [Typed(value)]),
        _ => $"<label for=\"{Id(path)}\">{Encode(label)}{Mark(field)}</label>{Notes(field, path)}{Control(field, value, path, null)}",
    };

    private string Group(ChoiceField choice, string path, string label, string type, IReadOnlyList<string> chosen)
    {
        var options = string.Concat(choice.Options.Select((option, place) =>
            $"""<label><input type="{type}"{(place == 0 ? $" id=\"{Id(path)}\"" : "")} name="{path}" value="{option.Value}"{(chosen.Contains(option.Value) ? " checked" : "")}> {Encode(option.Label.In(language))}</label>"""));
        return $"""<fieldset{Described(choice, path)}><legend>{Encode(label)}{Mark(choice)}</legend>{Notes(choice, path)}{options}</fieldset>""";
    }

    private string Table(TableField table, JsonArray rows)
    {
        // An empty table shows one row to write in.
        var shown = rows.Count == 0 ? [null] : rows.ToList();
        var head = string.Concat(table.Columns.Select(column =>
            $"<th scope=\"col\">{Encode(column.Label.In(language))}{Mark(column)}</th>"));
        var body = string.Concat(shown.Select((row, index) =>
        {
            var cells = string.Concat(table.Columns.Select(column => Cell(table, column, row?[column.Key], index)));
            return $"<tr>{cells}<td>{Remove(table, index)}</td></tr>";
        }));
        var add = shown.Count < table.MaxRows
            ? $"""<button class="plain" type="submit" name="action" value="{new FormRow(table.Key, null).Action}">{Text("增加一行", "Add row")}<span class="hidden">: {Encode(table.Label.In(language))}</span></button>""" : "";
        return $"""
            <fieldset id="{Id(table.Key)}" tabindex="-1"{Described(table, table.Key)}><legend>{Encode(table.Label.In(language))}{Mark(table)}</legend>{Notes(table, table.Key)}
            <div class="scroll"><table><thead><tr>{head}<td></td></tr></thead><tbody>{body}</tbody></table></div>{add}</fieldset>
            """;
    }

    private string Cell(TableField table, ValueField column, JsonNode? value, int row)
    {
        var path = PostedForm.Name(table.Key, row, column.Key);
        var label = Text($"第 {row + 1} 行 {column.Label.Chinese}", $"Row {row + 1}, {column.Label.English}");
        return column is ChoiceField { Several: true } several
            ? $"<td>{Group(several, path, label, "checkbox", Values(value))}</td>"
            : $"""<td><label class="hidden" for="{Id(path)}">{Encode(label)}</label>{Control(column, value, path, column)}{Faults(path)}</td>""";
    }

    private string Remove(TableField table, int row) =>
        $"""<button class="plain" type="submit" name="action" value="{new FormRow(table.Key, row).Action}">{Text("删除", "Remove")}<span class="hidden"> {Text($"第 {row + 1} 行", $"row {row + 1}")}</span></button>""";

    /// <param name="column">Where it is a cell: hints are in the head of the table.</param>
    private string Control(Field field, JsonNode? value, string path, ValueField? column)
    {
        var required = field.Required ? " aria-required=\"true\"" : "";
        var common = $"id=\"{Id(path)}\" name=\"{path}\"{required}{Described(field, path, column is not null)}";
        var typed = Encode(Typed(value));
        return field switch
        {
            TextField { Multiline: true } => $"<textarea {common} rows=\"{(column is null ? 6 : 2)}\">\n{typed}</textarea>",
            ChoiceField choice => $"<select {common}><option value=\"\"></option>{string.Concat(choice.Options.Select(option =>
                Option(option, Typed(value))))}</select>",
            // What a browser does not take as a date is shown as it was typed.
            DateField when typed.Length == 0 || DateField.Day(Typed(value)) is not null =>
                $"<input type=\"date\" {common} value=\"{typed}\">",
            DecimalField => $"<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" {common} value=\"{typed}\">",
            TextField { Pattern: TextPattern.Email } => $"<input type=\"text\" inputmode=\"email\" {common} value=\"{typed}\">",
            TextField { Pattern: TextPattern.Phone } => $"<input type=\"text\" inputmode=\"tel\" {common} value=\"{typed}\">",
            _ => $"<input type=\"text\" {common} value=\"{typed}\">",
        };
    }

    private string Option(ChoiceOption option, string chosen) =>
        $"""<option value="{option.Value}"{(chosen == option.Value ? " selected" : "")}>{Encode(option.Label.In(language))}</option>""";

    private string Notes(Field field, string path)
    {
        var notes = new[] { field.Hint, AnswerTexts.Limits(field) }.OfType<LocalizedText>().Select(note => note.In(language)).ToList();
        if (notes.Count == 0) return Faults(path);
        return $"""<p class="quiet" id="{Id(path)}-hint">{Encode(string.Join(Text("；", "; "), notes))}</p>{Faults(path)}""";
    }

    private string Faults(string path) => Of(path) is { Count: > 0 } wrong
        ? $"""<p class="wrong" id="{Id(path)}-error">{string.Join("<br>", wrong.Select(fault => Encode(fault.Message.In(language))))}</p>"""
        : "";

    private string Described(Field field, string path, bool inTable = false)
    {
        var wrong = Of(path).Count > 0;
        var hint = !inTable && (field.Hint is not null || AnswerTexts.Limits(field) is not null) ? $"{Id(path)}-hint" : "";
        var ids = $"{hint} {(wrong ? $"{Id(path)}-error" : "")}".Trim();
        return (ids.Length == 0 ? "" : $" aria-describedby=\"{ids}\"") + (wrong ? " aria-invalid=\"true\"" : "");
    }

    /// <summary>Those of the field itself, and of its rows and options; each cell shows its own.</summary>
    private List<Fault> Of(string path) =>
    [
        .. faults.Where(fault => fault.Path == $"form.{path}"
            || (fault.Path.StartsWith($"form.{path}[", StringComparison.Ordinal) && fault.Path.EndsWith(']'))),
    ];

    private string Mark(Field field) => field.Required ? $" <span class=\"quiet\">{Text("（必填）", "(required)")}</span>" : "";

    private static string Typed(JsonNode? value) => value is JsonValue ? value.ToString() : "";

    private static IReadOnlyList<string> Values(JsonNode? value) => value is JsonArray chosen ? [.. chosen.Select(Typed)] : [];

    private string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);
}
