namespace FunctionsApp.Programmes.Expressions;

/// <param name="Form">How it is written.</param>
/// <param name="Type">Of what it gives; null where the arguments are wrong, which it then has reported.</param>
/// <param name="Evaluate">Null while it is not known.</param>
internal sealed record Function(
    string Name, string Form, Func<IReadOnlyList<Syntax>, TypeCheck, ExpressionType?> Type,
    Func<IReadOnlyList<Syntax>, Situation, Value?> Evaluate);

/// <summary>The functions that an expression can call.</summary>
internal static class Functions
{
    private const int MaxDecimals = 6;

    public static readonly IReadOnlyList<Function> All =
    [
        new("sum", "sum([table.column])", (given, check) => check.Takes(given, ValueKind.Column) ? ExpressionType.Number : null, Sum),
        new("count", "count([table]) or count([choice of several])", (given, check) =>
            check.Takes(given, ValueKind.Table, ValueKind.Several) ? ExpressionType.Number : null, Count),
        new("answered", "answered([field])", (given, check) => check.TakesField(given) ? ExpressionType.Truth : null, (given, situation) =>
            Evaluation.Truth(given is [Syntax.Name name] ? situation.IsAnswered(name.Of) : null)),
        new("document", "document('type')", (given, check) => check.TakesDocument(given) ? ExpressionType.Truth : null,
            (given, situation) => Evaluation.Truth(given is [Syntax.Text type] ? situation.Document(type.Value) : null)),
        new("years", "years(from, to)", (given, check) =>
            given.Count == 2 && check.IsDay(given[0]) && check.IsDay(given[1]) ? ExpressionType.Number : null, Years),
        new("min", "min(number, number, …)", (given, check) => check.TakesNumbers(given, 2) ? ExpressionType.Number : null,
            (given, situation) => Most(given, situation, numbers => numbers.Min())),
        new("max", "max(number, number, …)", (given, check) => check.TakesNumbers(given, 2) ? ExpressionType.Number : null,
            (given, situation) => Most(given, situation, numbers => numbers.Max())),
        new("round", $"round(number, decimals from 0 to {MaxDecimals})", (given, check) =>
            given is [_, Syntax.Number { Value: >= 0 and <= MaxDecimals, Value: var decimals }] && decimals == decimal.Truncate(decimals)
            && check.TakesNumbers([given[0]], 1) ? ExpressionType.Number : null, Round),
        new("if", "if(condition, then, else)", (given, check) => given.Count == 3 ? check.Choice(given[0], given[1], given[2]) : null, If),
        new("in", "value in ('a', 'b') or 'a' in [choice of several]", (given, check) =>
            check.Within(given) ? ExpressionType.Truth : null, In),
    ];

    public static Function? Find(string name) => All.FirstOrDefault(function => function.Name == name);

    private static Value? Sum(IReadOnlyList<Syntax> given, Situation situation) =>
        given is [Syntax.Name name] && name.Of.Split('.') is [var table, var column]
            ? Evaluation.Number(situation.Sum(table, column)) : null;

    private static Value? Count(IReadOnlyList<Syntax> given, Situation situation) => given is not [Syntax.Name name] ? null
        : situation.Named(name.Of) is Value.Several several ? Evaluation.Number(several.Of.Count)
        : Evaluation.Number(situation.Rows(name.Of));

    /// <summary>Full years, as birthdays count them; negative where the second day is the earlier one.</summary>
    private static Value? Years(IReadOnlyList<Syntax> given, Situation situation)
    {
        if (given.Count != 2 || Evaluation.Day(given[0], situation) is not { } from || Evaluation.Day(given[1], situation) is not { } to)
        {
            return null;
        }

        return Evaluation.Number(from <= to ? Full(from, to) : -Full(to, from));
    }

    private static int Full(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        return from.AddYears(years) > to ? years - 1 : years;
    }

    private static Value? Most(IReadOnlyList<Syntax> given, Situation situation, Func<IEnumerable<decimal>, decimal> chosen)
    {
        var numbers = given.Select(each => Evaluation.Number(each, situation)).ToList();
        return numbers.Count == 0 || numbers.Contains(null) ? null : new Value.Number(chosen(numbers.Select(number => number!.Value)));
    }

    private static Value? Round(IReadOnlyList<Syntax> given, Situation situation) =>
        given is [var number, Syntax.Number { Value: >= 0 and <= MaxDecimals, Value: var decimals }]
        && Evaluation.Number(number, situation) is { } exact
            ? new Value.Number(Math.Round(exact, (int)decimals, MidpointRounding.AwayFromZero)) : null;

    private static Value? If(IReadOnlyList<Syntax> given, Situation situation) =>
        given.Count != 3 ? null : Evaluation.Truth(given[0], situation) switch
        {
            true => Evaluation.Of(given[1], situation),
            false => Evaluation.Of(given[2], situation),
            null => null,
        };

    private static Value? In(IReadOnlyList<Syntax> given, Situation situation)
    {
        if (given.Count < 2 || Evaluation.Of(given[0], situation) is not { } sought) return null;
        var among = given.Skip(1).Select(each => Evaluation.Of(each, situation)).ToList();
        if (among is [Value.Several several]) return Evaluation.Truth(sought is Value.Text text ? several.Of.Contains(text.Of) : null);
        return among.Contains(sought) ? new Value.Truth(true) : among.Contains(null) ? null : new Value.Truth(false);
    }
}
