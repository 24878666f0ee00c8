namespace FunctionsApp.Programmes.Expressions;

internal enum Operator
{
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
}

/// <summary>What an expression is made of: nothing else can be written.</summary>
internal abstract record Syntax
{
    public sealed record Number(decimal Value) : Syntax;

    public sealed record Text(string Value) : Syntax;

    public sealed record Truth(bool Value) : Syntax;

    /// <summary>A field, a table's column, or one of <see cref="KnownNames"/>.</summary>
    public sealed record Name(string Of) : Syntax;

    public sealed record Not(Syntax Of) : Syntax;

    public sealed record Negative(Syntax Of) : Syntax;

    public sealed record Binary(Operator Operator, Syntax Left, Syntax Right) : Syntax;

    /// <summary>One of <see cref="Functions"/>.</summary>
    public sealed record Call(string Function, IReadOnlyList<Syntax> Arguments) : Syntax;

    /// <summary>The names in it, in order, each as often as it is written.</summary>
    public static IEnumerable<string> Names(Syntax syntax) => syntax switch
    {
        Name name => [name.Of],
        Not not => Names(not.Of),
        Negative negative => Names(negative.Of),
        Binary binary => Names(binary.Left).Concat(Names(binary.Right)),
        Call call => call.Arguments.SelectMany(Names),
        _ => [],
    };
}
