using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes;

/// <summary>The checks of all expressions of a definition: syntax, names, types.</summary>
internal static class ExpressionChecks
{
    /// <summary>JSON path and message.</summary>
    public static IEnumerable<(string Path, string Message)> Errors(ProgrammeDefinition definition)
    {
        var scope = new Scope(definition.Form, definition.Documents, Changes: true);
        for (var i = 0; i < definition.Form.Count; i++)
        {
            if (definition.Form[i] is { Key: var key } && KnownNames.Find(key) is not null) yield return ($"$.form[{i}].key",
                $"{key} has its own meaning in expressions.");
        }

        if (definition.Eligibility.Count > EligibilityRule.Most) yield return ("$.eligibility", $"At most {EligibilityRule.Most}.");
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
}
