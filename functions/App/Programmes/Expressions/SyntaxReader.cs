using System.Globalization;
using NCalc;
using NCalc.Exceptions;

namespace FunctionsApp.Programmes.Expressions;

/// <summary>The text is no expression; the message says why.</summary>
internal sealed class SyntaxException(string message) : Exception(message);

/// <summary>Reads expressions: NCalc's parser makes a tree, and what is not ours in it is refused. NCalc evaluates nothing.</summary>
internal static class SyntaxReader
{
    private static readonly LogicalExpressionParserOptions Options = new()
    {
        FloatingPointNumberType = FloatingPointNumberType.Decimal,
        IntegerNumberType = IntegerNumberType.Int64,
        ArgumentSeparator = ArgumentSeparator.Comma,
    };

    /// <exception cref="SyntaxException">It is no expression.</exception>
    public static Syntax Read(string text)
    {
        // Before the parser sees it: its recursion is as deep as the text is long, and each open parenthesis of a text that is no
        // expression doubles its time (20 of them take a third of a second).
        if (text.Length > Expression.MaxLength) throw new SyntaxException(
            $"Has {text.Length} characters; at most {Expression.MaxLength}.");
        if (Nesting(text) > Expression.MaxParentheses) throw new SyntaxException(
            $"Has more than {Expression.MaxParentheses} parentheses inside each other.");
        return Read(Parse(text), 1);
    }

    /// <summary>The most parentheses that are open at once; those in texts and names open nothing.</summary>
    private static int Nesting(string text)
    {
        var (open, most, until) = (0, 0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (until != '\0')
            {
                if (character == '\\' && until != ']') i++;
                else if (character == until) until = '\0';
            }
            else if (character is '\'' or '"' or '[') until = character == '[' ? ']' : character;
            else if (character is '#' or '{' or '}') throw new SyntaxException($"Must not have {character}.");
            else if (character == '(') most = Math.Max(most, ++open);
            else if (character == ')') open--;
        }

        return most;
    }

    private static LogicalExpression Parse(string text)
    {
        try
        {
            return LogicalExpressionParser.Parse(text, Options, CultureInfo.InvariantCulture, CancellationToken.None);
        }
        // The parser throws the second for operators that it reads and has no meaning for.
        catch (Exception exception) when (exception is NCalcException or InvalidOperationException)
        {
            throw new SyntaxException($"Is no expression: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static Syntax Read(LogicalExpression node, int depth)
    {
        if (depth > Expression.MaxDepth) throw new SyntaxException($"Is nested too deeply; at most {Expression.MaxDepth} levels.");
        Syntax Inner(LogicalExpression inner) => Read(inner, depth + 1);
        return node switch
        {
            ValueExpression value => Literal(value.Value),
            Identifier name => new Syntax.Name(name.Name),
            UnaryExpression { Type: UnaryExpressionType.Not } not => new Syntax.Not(Inner(not.Expression)),
            UnaryExpression { Type: UnaryExpressionType.Negate } negative => new Syntax.Negative(Inner(negative.Expression)),
            BinaryExpression { Type: BinaryExpressionType.In } within => In(within, Inner),
            BinaryExpression { Type: BinaryExpressionType.NotIn } outside => new Syntax.Not(In(outside, Inner)),
            BinaryExpression binary => new Syntax.Binary(Of(binary.Type), Inner(binary.LeftExpression), Inner(binary.RightExpression)),
            NCalc.Function call => new Syntax.Call(call.Identifier.Name, [.. call.Parameters.Select(Inner)]),
            TernaryExpression => throw new SyntaxException("Write if(condition, then, else) instead of ?:."),
            UnaryExpression unary => throw new SyntaxException($"The operator {unary.Type} is not supported."),
            _ => throw new SyntaxException("A list is allowed only after in."),
        };
    }

    private static Syntax.Call In(BinaryExpression within, Func<LogicalExpression, Syntax> inner) => new("in",
    [
        inner(within.LeftExpression),
        .. within.RightExpression is LogicalExpressionList list ? list.Select(inner) : [inner(within.RightExpression)],
    ]);

    private static Syntax Literal(object? value) => value switch
    {
        bool truth => new Syntax.Truth(truth),
        int or long or decimal => new Syntax.Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        string text => new Syntax.Text(text),
        // Only digits that fit no decimal come as a double.
        double => throw new SyntaxException("A number in it is too large."),
        _ => throw new SyntaxException($"{value} is neither a number, a text, true nor false."),
    };

    private static Operator Of(BinaryExpressionType type) => type switch
    {
        BinaryExpressionType.And => Operator.And,
        BinaryExpressionType.Or => Operator.Or,
        BinaryExpressionType.Equal => Operator.Equal,
        BinaryExpressionType.NotEqual => Operator.NotEqual,
        BinaryExpressionType.Lesser => Operator.Less,
        BinaryExpressionType.LesserOrEqual => Operator.LessOrEqual,
        BinaryExpressionType.Greater => Operator.Greater,
        BinaryExpressionType.GreaterOrEqual => Operator.GreaterOrEqual,
        BinaryExpressionType.Plus => Operator.Plus,
        BinaryExpressionType.Minus => Operator.Minus,
        BinaryExpressionType.Times => Operator.Times,
        BinaryExpressionType.Div => Operator.Divide,
        _ => throw new SyntaxException($"The operator {type} is not supported."),
    };
}
