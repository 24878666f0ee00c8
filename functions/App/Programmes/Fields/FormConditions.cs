using System.Text.Json.Nodes;
using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes.Fields;

/// <summary>Which fields of a form are asked, and what it calculates.</summary>
internal static class FormConditions
{
    /// <summary>
    /// Takes answers of fields that are not asked out, and puts calculated ones in, each after what it reads: a field that depends on one
    /// that is not asked sees no answer.
    /// </summary>
    /// <param name="form">Without circles.</param>
    /// <param name="answers">In their one form, in the order of the form; left so.</param>
    /// <returns>Keys of the fields that are not asked.</returns>
    public static IReadOnlySet<string> Apply(IReadOnlyList<Field> form, JsonObject answers, Circumstances? about)
    {
        var (unasked, done) = (new HashSet<string>(), new HashSet<string>());
        if (!form.Any(field => ExpressionOf(field).Any())) return unasked;
        var situation = new Situation(form, answers, about) { Unasked = unasked };
        foreach (var field in form) Decide(field);
        foreach (var field in form)
        {
            // Taken out and put in again, so that a calculated answer comes in its place.
            if (answers.Remove(field.Key, out var answer)) answers[field.Key] = answer;
        }

        return unasked;

        void Decide(Field field)
        {
            if (!done.Add(field.Key)) return;
            foreach (var read in form.Where(other => Reads(field).Contains(other.Key))) Decide(read);
            if (field.Condition is { } condition && condition.IsMet(situation) != true) unasked.Add(field.Key);
            var calculated = field is CalculatedField asked && !unasked.Contains(field.Key) ? asked.Calculate(situation) : null;
            if (calculated is not null) answers[field.Key] = calculated;
            else if (field is CalculatedField || unasked.Contains(field.Key)) answers.Remove(field.Key);
        }
    }

    /// <summary>The condition and the calculation that a field has.</summary>
    public static IEnumerable<Expression> ExpressionOf(Field field)
    {
        if (field.Condition is { } condition) yield return condition;
        if (field is CalculatedField { Calculation: { } calculation }) yield return calculation;
    }

    /// <summary>Keys of the fields that its condition and its calculation read.</summary>
    public static IReadOnlySet<string> Reads(Field field) => ExpressionOf(field).SelectMany(Reads).ToHashSet();

    public static IEnumerable<string> Reads(Expression expression) =>
        expression.Root is { } root ? Syntax.Names(root).Select(name => name.Split('.')[0]) : [];

    /// <summary>The fields, and all whose condition or calculation depends on one of them.</summary>
    public static IReadOnlySet<string> WithDependents(IReadOnlyList<Field> form, IEnumerable<string> keys)
    {
        var found = keys.ToHashSet();
        while (form.FirstOrDefault(field => !found.Contains(field.Key) && Reads(field).Overlaps(found)) is { } next) found.Add(next.Key);
        return found;
    }

    /// <summary>A circle of fields that each need the next; null where there is none.</summary>
    public static IReadOnlyList<string>? Circle(IReadOnlyList<Field> form)
    {
        var done = new HashSet<string>();
        return form.Select(field => Circle(field, [])).FirstOrDefault(circle => circle is not null);

        IReadOnlyList<string>? Circle(Field field, IReadOnlyList<string> path)
        {
            if (path.Contains(field.Key)) return [.. path.SkipWhile(key => key != field.Key), field.Key];
            if (!done.Add(field.Key)) return null;
            return form.Where(other => Reads(field).Contains(other.Key)).Select(read => Circle(read, [.. path, field.Key]))
                .FirstOrDefault(circle => circle is not null);
        }
    }
}
