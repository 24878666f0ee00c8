namespace FunctionsApp.Programmes.Expressions;

internal enum ValueKind
{
    Truth,
    Number,
    Text,
    Day,

    /// <summary>A choice of several.</summary>
    Several,

    Table,

    /// <summary>A table's column of numbers.</summary>
    Column,
}

/// <summary>What an expression comes to.</summary>
/// <param name="Options">Texts that it can be; null for any.</param>
internal sealed record ExpressionType(ValueKind Kind, IReadOnlyList<string>? Options = null)
{
    public static readonly ExpressionType Truth = new(ValueKind.Truth);
    public static readonly ExpressionType Number = new(ValueKind.Number);
    public static readonly ExpressionType Text = new(ValueKind.Text);
    public static readonly ExpressionType Day = new(ValueKind.Day);
    public static readonly ExpressionType Table = new(ValueKind.Table);
    public static readonly ExpressionType Column = new(ValueKind.Column);

    public static ExpressionType OneOf(IReadOnlyList<string> options) => new(ValueKind.Text, options);

    public static ExpressionType SeveralOf(IReadOnlyList<string> options) => new(ValueKind.Several, options);

    public static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Truth => "true or false",
        ValueKind.Number => "a number",
        ValueKind.Text => "a text",
        ValueKind.Day => "a day",
        ValueKind.Several => "a choice of several",
        ValueKind.Table => "a table",
        _ => "a column of numbers",
    };
}
