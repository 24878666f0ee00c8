using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes.Expressions;

/// <summary>
/// Evaluates in three values: what is not answered is not known, and so is what is made of it, a division by zero, and a number that is
/// too large. What an unchecked expression mixes is not known either.
/// </summary>
internal static class Evaluation
{
    public static Value? Of(Syntax syntax, Situation situation) => syntax switch
    {
        Syntax.Number number => new Value.Number(number.Value),
        Syntax.Text text => new Value.Text(text.Value),
        Syntax.Truth truth => new Value.Truth(truth.Value),
        Syntax.Name name => situation.Named(name.Of),
        Syntax.Not not => Truth(!Truth(not.Of, situation)),
        Syntax.Negative negative => Number(-Number(negative.Of, situation)),
        Syntax.Call call => Functions.Find(call.Function)?.Evaluate(call.Arguments, situation),
        Syntax.Binary { Operator: Operator.And } and => Truth(Truth(and.Left, situation) & Truth(and.Right, situation)),
        Syntax.Binary { Operator: Operator.Or } or => Truth(Truth(or.Left, situation) | Truth(or.Right, situation)),
        Syntax.Binary binary when binary.Operator < Operator.Plus => Truth(
            Compared(binary.Operator, Of(binary.Left, situation), Of(binary.Right, situation))),
        Syntax.Binary binary => Calculated(binary.Operator, Number(binary.Left, situation), Number(binary.Right, situation)),
        _ => null,
    };

    public static bool? Truth(Syntax syntax, Situation situation) => Of(syntax, situation) is Value.Truth truth ? truth.Is : null;

    public static decimal? Number(Syntax syntax, Situation situation) => Of(syntax, situation) is Value.Number number ? number.Of : null;

    /// <summary>A day, also one that is written as a text.</summary>
    public static DateOnly? Day(Syntax syntax, Situation situation) => Day(Of(syntax, situation));

    public static Value? Truth(bool? truth) => truth is { } known ? new Value.Truth(known) : null;

    public static Value? Number(decimal? number) => number is { } known ? new Value.Number(known) : null;

    private static DateOnly? Day(Value? value) => value switch
    {
        Value.Day day => day.Of,
        Value.Text text => DateField.Day(text.Of),
        _ => null,
    };

    private static bool? Compared(Operator compare, Value? left, Value? right) => (left, right) switch
    {
        (Value.Number one, Value.Number other) => Ordered(compare, one.Of.CompareTo(other.Of)),
        (Value.Day, _) or (_, Value.Day) when Day(left) is { } one && Day(right) is { } other => Ordered(compare, one.CompareTo(other)),
        (Value.Text one, Value.Text other) => Same(compare, one.Of == other.Of),
        (Value.Truth one, Value.Truth other) => Same(compare, one.Is == other.Is),
        _ => null,
    };

    private static bool? Ordered(Operator compare, int order) => compare switch
    {
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        _ => Same(compare, order == 0),
    };

    private static bool? Same(Operator compare, bool same) => compare switch
    {
        Operator.Equal => same,
        Operator.NotEqual => !same,
        _ => null,
    };

    private static Value? Calculated(Operator calculate, decimal? left, decimal? right)
    {
        if (left is not { } one || right is not { } other || (calculate == Operator.Divide && other == 0)) return null;
        try
        {
            return new Value.Number(calculate switch
            {
                Operator.Plus => one + other,
                Operator.Minus => one - other,
                Operator.Times => one * other,
                _ => one / other,
            });
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
