using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Applications.Forms;

/// <summary>Answers for reading, on the applicant's page and on the reviewers'.</summary>
public static class AnswersPage
{
    /// <summary>HTML: names and values, each table below them in its place.</summary>
    public static string Html(IReadOnlyList<Field> form, Answers answers, Language language)
    {
        var html = string.Concat(form.Select(field => field switch
        {
            TableField table => $"</dl>{Table(table, answers[field.Key], language)}<dl>",
            ValueField value => Row(field.Label.In(language), Text(value, answers[field.Key], language)),
            _ => "",
        }));
        return $"<dl class=\"answers\">{html}</dl>".Replace("<dl class=\"answers\"></dl>", "").Replace("<dl></dl>", "");
    }

    private static string Table(TableField table, JsonElement? answer, Language language)
    {
        var head = string.Concat(table.Columns.Select(column => $"<th scope=\"col\">{Encode(column.Label.In(language))}</th>"));
        var rows = answer is { } given ? string.Concat(given.EnumerateArray().Select(row => $"<tr>{Cells(table, row, language)}</tr>"))
            : $"<tr><td colspan=\"{table.Columns.Count}\" class=\"quiet\">{AnswerTexts.Unanswered.In(language)}</td></tr>";
        return $"""<div class="scroll"><table><caption>{Encode(table.Label.In(language))}</caption><thead><tr>{head}</tr></thead><tbody>{rows}{Sum(table, answer, language)}</tbody></table></div>""";
    }

    private static string Cells(TableField table, JsonElement row, Language language) => string.Concat(table.Columns.Select(column =>
        $"<td>{Encode(row.TryGetProperty(column.Key, out var value) ? AnswerTexts.Of(column, value, language) : "")}</td>"));

    /// <summary>A reader need not add up what the form adds up.</summary>
    private static string Sum(TableField table, JsonElement? answer, Language language)
    {
        if (answer is not { } rows || table.Sum is not { } sum) return "";
        var total = rows.EnumerateArray().Sum(row => row.TryGetProperty(sum.Column, out var value) ? value.GetDecimal() : 0);
        return $"<tr>{string.Concat(table.Columns.Select((column, place) =>
            column.Key == sum.Column ? $"<td><strong>{Encode(FaultTexts.Text(total))}</strong></td>"
            : place == 0 ? $"<th scope=\"row\">{AnswerTexts.Sum.In(language)}</th>" : "<td></td>"))}</tr>";
    }

    private static string Text(ValueField field, JsonElement? answer, Language language) =>
        answer is { } given ? AnswerTexts.Of(field, given, language) : AnswerTexts.Unanswered.In(language);
}
