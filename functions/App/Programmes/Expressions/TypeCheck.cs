using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Programmes.Expressions;

/// <summary>What an expression may read.</summary>
/// <param name="Changes">Also what changes by itself: <c>today</c> and documents.</param>
internal sealed record Scope(IReadOnlyList<Field> Form, IReadOnlyList<DocumentSlot> Documents, bool Changes);

/// <summary>Finds the type of an expression, and all that is wrong with it.</summary>
internal sealed class TypeCheck(Scope scope)
{
    private readonly List<string> errors = [];

    /// <summary>Why an expression cannot be taken; empty where it comes to what is wanted.</summary>
    public static IReadOnlyList<string> Errors(Expression expression, Scope scope, ValueKind wanted)
    {
        if (expression is not { Root: { } root, Fault: var fault }) return [expression.Fault ?? ""];
        var check = new TypeCheck(scope);
        if (check.Of(root) is { } type && type.Kind != wanted) check.errors.Add(
            $"Must come to {ExpressionType.Name(wanted)}, and comes to {ExpressionType.Name(type.Kind)}.");
        return check.errors;
    }

    /// <summary>Null where something in it is wrong, which is then reported.</summary>
    public ExpressionType? Of(Syntax syntax) => syntax switch
    {
        Syntax.Number => ExpressionType.Number,
        Syntax.Text => ExpressionType.Text,
        Syntax.Truth => ExpressionType.Truth,
        Syntax.Name name => Named(name.Of),
        Syntax.Not not => Both(Is(not.Of, ValueKind.Truth, "not"), true, ExpressionType.Truth),
        Syntax.Negative negative => Both(Is(negative.Of, ValueKind.Number, "-"), true, ExpressionType.Number),
        Syntax.Binary { Operator: Operator.And or Operator.Or } binary => Both(
            Is(binary.Left, ValueKind.Truth, Name(binary.Operator)), Is(binary.Right, ValueKind.Truth, Name(binary.Operator)),
            ExpressionType.Truth),
        Syntax.Binary binary when binary.Operator < Operator.Plus => Compared(binary),
        Syntax.Binary binary => Both(
            Is(binary.Left, ValueKind.Number, Name(binary.Operator)), Is(binary.Right, ValueKind.Number, Name(binary.Operator)),
            ExpressionType.Number),
        Syntax.Call call => Called(call),
        _ => null,
    };

    public bool Takes(IReadOnlyList<Syntax> given, params ReadOnlySpan<ValueKind> kinds) =>
        given is [Syntax.Name name] && Named(name.Of) is { } type && kinds.Contains(type.Kind);

    public bool TakesField(IReadOnlyList<Syntax> given) =>
        given is [Syntax.Name name] && scope.Form.Any(field => field?.Key == name.Of);

    public bool TakesDocument(IReadOnlyList<Syntax> given)
    {
        if (given is not [Syntax.Text type]) return false;
        if (!scope.Changes) return Wrong("document(…) is only for eligibility: what the form asks must not depend on it.");
        return scope.Documents.Any(slot => slot?.Type == type.Value) || Wrong($"{type.Value} is not one of the documents.");
    }

    public bool TakesNumbers(IReadOnlyList<Syntax> given, int fewest) =>
        given.Count >= fewest && given.Count(each => Of(each)?.Kind != ValueKind.Number) == 0;

    /// <summary>A day, also one that is written as a text.</summary>
    public bool IsDay(Syntax syntax) => syntax is Syntax.Text text
        ? DateField.Day(text.Value) is not null || Wrong($"'{text.Value}' is no day such as '2026-03-31'.")
        : Of(syntax)?.Kind == ValueKind.Day;

    public ExpressionType? Choice(Syntax condition, Syntax then, Syntax otherwise)
    {
        var (one, other) = (Of(then), Of(otherwise));
        if (!Is(condition, ValueKind.Truth, "if") || one is null || other is null) return null;
        return one.Kind == other.Kind ? one with { Options = null }
            : Null($"if gives {ExpressionType.Name(one.Kind)} or {ExpressionType.Name(other.Kind)}; both must be the same.");
    }

    public bool Within(IReadOnlyList<Syntax> given)
    {
        if (given is [Syntax.Text text, Syntax.Name name] && Named(name.Of) is { Kind: ValueKind.Several } several)
        {
            return Allowed(several, text);
        }

        if (given.Count < 2 || Of(given[0]) is not { Kind: ValueKind.Text or ValueKind.Number } sought) return false;
        return given.Skip(1).Count(each => Of(each)?.Kind != sought.Kind || !Allowed(sought, each)) == 0;
    }

    private ExpressionType? Called(Syntax.Call call)
    {
        if (Functions.Find(call.Function) is not { } function) return Null(
            $"There is no function {call.Function}; there are "
                + $"{string.Join(", ", Functions.All.Select(each => each.Name).Order(StringComparer.Ordinal))}.");
        var before = errors.Count;
        var type = function.Type(call.Arguments, this);
        if (type is null && errors.Count == before) errors.Add($"Write {function.Form}.");
        return type;
    }

    private ExpressionType? Compared(Syntax.Binary binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        if (left is null || right is null) return null;
        var isDay = left.Kind == ValueKind.Day || right.Kind == ValueKind.Day;
        if (isDay ? !IsDay(binary.Left) || !IsDay(binary.Right) : left.Kind != right.Kind) return errors.Count > 0 ? null : Null(
            $"{ExpressionType.Name(left.Kind)} cannot be compared with {ExpressionType.Name(right.Kind)}.");
        var isOrdered = isDay || left.Kind == ValueKind.Number;
        var isSame = binary.Operator is Operator.Equal or Operator.NotEqual;
        if (!isOrdered && !(isSame && left.Kind is ValueKind.Text or ValueKind.Truth)) return Null(
            $"{ExpressionType.Name(left.Kind)} cannot be compared by {Name(binary.Operator)}.");
        return Both(Allowed(left, binary.Right), Allowed(right, binary.Left), ExpressionType.Truth);
    }

    /// <summary>A text that the other side can never be is a slip of the pen.</summary>
    private bool Allowed(ExpressionType type, Syntax other) =>
        type.Options is not { } options || other is not Syntax.Text text || options.Contains(text.Value)
        || Wrong($"'{text.Value}' is none of {string.Join(", ", options)}.");

    private ExpressionType? Named(string name)
    {
        if (KnownNames.Find(name) is { } known)
        {
            return known.Changes && !scope.Changes
                ? Null($"{name} is only for eligibility: what the form asks must not change by itself.") : known.Type;
        }

        return name.Split('.') switch
        {
            [var key] when Field(scope.Form, key) is { } field => Of(field),
            [var table, var column] when Field(scope.Form, table) is TableField rows && Field(rows.Columns, column) is { } found =>
                found is DecimalField ? ExpressionType.Column : Null($"{name} is not a column of numbers."),
            _ => Null($"There is no {name}: names are a field [key], a table's column [table.column], and "
                + $"{string.Join(", ", KnownNames.All.Select(each => each.Name))}."),
        };
    }

    private static Field? Field(IEnumerable<Field> fields, string key) => fields.FirstOrDefault(field => field?.Key == key);

    private static ExpressionType Of(Field field) => field switch
    {
        DecimalField => ExpressionType.Number,
        DateField => ExpressionType.Day,
        ChoiceField { Several: true } choice => ExpressionType.SeveralOf(Values(choice)),
        ChoiceField choice => ExpressionType.OneOf(Values(choice)),
        TableField => ExpressionType.Table,
        _ => ExpressionType.Text,
    };

    private static IReadOnlyList<string> Values(ChoiceField choice) =>
        [.. choice.Options.Where(option => option is not null).Select(option => option.Value)];

    private bool Is(Syntax syntax, ValueKind wanted, string by) => Of(syntax) is { } type && (type.Kind == wanted
        || Wrong($"{by} takes {ExpressionType.Name(wanted)}, not {ExpressionType.Name(type.Kind)}."));

    private static ExpressionType? Both(bool left, bool right, ExpressionType type) => left && right ? type : null;

    private bool Wrong(string message)
    {
        if (!errors.Contains(message)) errors.Add(message);
        return false;
    }

    private ExpressionType? Null(string message)
    {
        Wrong(message);
        return null;
    }

    private static string Name(Operator of) => of switch
    {
        Operator.And => "and",
        Operator.Or => "or",
        Operator.Equal => "=",
        Operator.NotEqual => "<>",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.Plus => "+",
        Operator.Minus => "-",
        Operator.Times => "*",
        _ => "/",
    };
}
