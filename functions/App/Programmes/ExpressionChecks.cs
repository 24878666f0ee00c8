using FunctionsApp.Programmes.Expressions;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes;

/// <summary>The checks of all expressions of a definition: syntax, names, types.</summary>
internal static class ExpressionChecks
{
    /// <summary>JSON path and message.</summary>
    public static IEnumerable<(string Path, string Message)> Errors(ProgrammeDefinition definition)
    {
        foreach (var error in OfForm(definition.Form)) yield return error;
        foreach (var error in OfDocuments(definition)) yield return error;
        var scope = new Scope(definition.Form, definition.Documents, Changes: true);
        for (var i = 0; i < definition.Form.Count; i++)
        {
            if (definition.Form[i] is { Key: var key } && KnownNames.Find(key) is not null) yield return ($"$.form[{i}].key",
                $"{key} has its own meaning in expressions.");
        }

        for (var i = 0; i < definition.Eligibility.Count; i++)
        {
            if (definition.Eligibility[i] is not { } rule)
            {
                yield return ($"$.eligibility[{i}]", "Must not be null.");
                continue;
            }

            foreach (var message in TypeCheck.Errors(rule.Condition, scope, ValueKind.Truth))
            {
                yield return ($"$.eligibility[{i}].rule", message);
            }

            if (string.IsNullOrWhiteSpace(rule.Reason.Chinese) || string.IsNullOrWhiteSpace(rule.Reason.English)) yield return (
                $"$.eligibility[{i}].reason", "Both languages must have a text.");
        }
    }

    private static IEnumerable<(string Path, string Message)> OfForm(IReadOnlyList<Field> form)
    {
        var scope = new Scope(form, [], Changes: false);
        for (var i = 0; i < form.Count; i++)
        {
            foreach (var message in Errors(form[i]?.Condition, scope, ValueKind.Truth)) yield return ($"$.form[{i}].when", message);
            if (form[i] is CalculatedField { Calculation: var calculation })
            {
                foreach (var message in Errors(calculation, scope, ValueKind.Number)) yield return ($"$.form[{i}].expression", message);
            }

            if (form[i] is not TableField { Columns: var columns }) continue;
            for (var j = 0; j < columns.Count; j++)
            {
                if (columns[j]?.Condition is not null) yield return ($"$.form[{i}].columns[{j}].when", "A column is always asked.");
                if (columns[j] is CalculatedField) yield return ($"$.form[{i}].columns[{j}].kind", "Only the form itself calculates.");
            }
        }

        var fields = form.OfType<Field>().DistinctBy(field => field.Key).ToList();
        if (FormConditions.Circle(fields) is not { } circle) yield break;
        var first = form.Index().First(field => field.Item?.Key == circle[0]);
        yield return ($"$.form[{first.Index}]", $"{string.Join(" needs ", circle)}: a circle.");
    }

    private static IEnumerable<(string Path, string Message)> OfDocuments(ProgrammeDefinition definition)
    {
        var scope = new Scope(definition.Form, [], Changes: false);
        for (var i = 0; i < definition.Documents.Count; i++)
        {
            foreach (var message in Errors(definition.Documents[i]?.Condition, scope, ValueKind.Truth))
            {
                yield return ($"$.documents[{i}].when", message);
            }
        }
    }

    private static IReadOnlyList<string> Errors(Expression? expression, Scope scope, ValueKind wanted) =>
        expression is null ? [] : TypeCheck.Errors(expression, scope, wanted);
}
