namespace FunctionsApp.Programmes.Fields;

/// <summary>The rules of a declared form beyond its shape.</summary>
internal static class FormChecks
{
    /// <summary>Path below the form, and message.</summary>
    public static IEnumerable<(string Path, string Message)> OfForm(IReadOnlyList<Field> form)
    {
        foreach (var error in Errors(form)) yield return error;
        for (var i = 0; i < form.Count; i++)
        {
            if (form[i] is TableField { Sum.EqualTo: { } key } && form.FirstOrDefault(field => field?.Key == key) is not DecimalField)
            {
                yield return ($"[{i}].sum.equalTo", $"{key} is not a number of the form.");
            }
        }
    }

    /// <summary>Of fields beside each other: of the form, or the columns of a table.</summary>
    public static IEnumerable<(string Path, string Message)> Errors(IReadOnlyList<Field> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] is not { } field)
            {
                yield return ($"[{i}]", "Must not be null.");
                continue;
            }

            if (fields.Take(i).Any(other => other?.Key == field.Key)) yield return ($"[{i}].key", $"{field.Key} is there twice.");
            foreach (var (path, message) in field.Errors()) yield return ($"[{i}]{path}", message);
            if (field is DateField { NotBefore: { } key }
                && (key == field.Key || fields.FirstOrDefault(other => other?.Key == key) is not DateField))
            {
                yield return ($"[{i}].notBefore", $"{key} is not another date beside it.");
            }
        }
    }
}
