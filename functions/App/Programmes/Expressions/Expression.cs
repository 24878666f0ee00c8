namespace FunctionsApp.Programmes.Expressions;

/// <summary>A rule or a calculation of a definition file, parsed once. It is what its text is.</summary>
public sealed class Expression : IEquatable<Expression>
{
    /// <summary>Characters at most.</summary>
    public const int MaxLength = 500;

    /// <summary>Operators and functions inside each other, at most.</summary>
    public const int MaxDepth = 30;

    /// <summary>Parentheses inside each other, at most.</summary>
    public const int MaxParentheses = 12;

    private Expression(string text, Syntax? root, string? fault) => (Text, Root, Fault) = (text, root, fault);

    /// <summary>As the file writes it.</summary>
    public string Text { get; }

    /// <summary>Null where it could not be read.</summary>
    internal Syntax? Root { get; }

    /// <summary>Why it could not be read; a definition with such an expression is not loaded.</summary>
    internal string? Fault { get; }

    /// <summary>Any text gives an expression: the check of its definition reports <see cref="Fault"/> with file and path.</summary>
    public static Expression Parse(string text)
    {
        try
        {
            return new Expression(text, SyntaxReader.Read(text), null);
        }
        catch (SyntaxException refused)
        {
            return new Expression(text, null, refused.Message);
        }
    }

    /// <summary>The value; null while it is not known. Never an exception.</summary>
    internal Value? Evaluate(Situation situation) => Root is null ? null : Evaluation.Of(Root, situation);

    /// <summary>Of a rule: true, false, or null while that is not known.</summary>
    public bool? IsMet(Situation situation) => Evaluate(situation) is Value.Truth truth ? truth.Is : null;

    public bool Equals(Expression? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as Expression);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
