using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace Play;

/// <summary>An application's content that any definition accepts: made of the definition itself.</summary>
internal static class ValidAnswers
{
    private const decimal Plenty = 10_000_000;

    /// <summary>Of every field that is asked in any case, or by a condition.</summary>
    /// <param name="project">Identifies the project, where the form asks for that.</param>
    public static Dictionary<string, object> Of(ProgrammeDefinition definition, string project)
    {
        var answers = new Dictionary<string, object>();
        foreach (var field in definition.Form)
        {
            if (field is CalculatedField) continue;
            answers[field.Key] = field is TextField { Identifies: Identified.ProjectNumber } ? project : Of(field, answers);
        }

        return answers;
    }

    private static object Of(Field field, IReadOnlyDictionary<string, object> before) => field switch
    {
        TextField text => Text(text),
        DecimalField number => Math.Min(Plenty, number.Max ?? Plenty),
        DateField { NotBefore: { } other } date => date.Max?.ToString("yyyy-MM-dd") ?? before[other],
        DateField date => (date.Min ?? new DateOnly(2021, 6, 1)).ToString("yyyy-MM-dd"),
        ChoiceField { Several: true } choice => new[] { choice.Options[0].Value },
        ChoiceField choice => choice.Options[0].Value,
        TableField table => new[] { Row(table, before) },
        _ => throw new InvalidOperationException($"No answer is known for a {field.GetType().Name}."),
    };

    private static Dictionary<string, object> Row(TableField table, IReadOnlyDictionary<string, object> before)
    {
        var row = new Dictionary<string, object>();
        foreach (var column in table.Columns)
        {
            row[column.Key] = table.Sum is { EqualTo: { } total } sum && sum.Column == column.Key ? before[total] : Of(column, row);
        }

        return row;
    }

    private static string Text(TextField text) => text.Pattern switch
    {
        TextPattern.Email => "lin@nanshan-lab.example",
        TextPattern.Phone => "0755-12345678",
        TextPattern.CreditCode => "91440300MA5EXB340R",
        TextPattern.WebAddress => "https://nanshan-lab.example/",
        _ => $"{text.Label.Chinese}：光电检测服务，面向全市中小企业开放共享，服务内容详见附件。"[..Math.Min(30, text.MaxLength)],
    };
}
