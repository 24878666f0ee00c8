using System.Diagnostics;
using App.Tests.Programmes.Fields;
using CsCheck;
using FunctionsApp.Programmes.Expressions;

namespace App.Tests.Programmes.Expressions;

public sealed class ExpressionPropertyTests
{
    private static readonly string[] Answered = ["{}", FormSample.Check(FormSample.Complete).Answers.Json(), """{ "total": 0, "months": 1, "goals": ["a"], "budget": [{}] }"""];

    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.OneOf("[total]", "[months]", "requestedAmount", "sum([budget.amount])", "count([goals])", "count([budget])",
            "years([start], today)"),
        Gen.OneOf("0", "1", "0.01", "79228162514264337593543950335", "0.0000000000000000000000000001"));

    private static readonly Gen<string> Truths = Gen.OneOf(
        "true", "answered([contact])", "document('budget')", "([field] = 'ai')", "('a' in [goals])", "([start] < [end])",
        "([field] in ('ai', 'bio'))", "(organisationType <> 'other')");

    /// <summary>What the grammar allows passes the check, and evaluates to true, false or unknown, never to an exception.</summary>
    [Fact]
    public void Evaluate_AnyExpressionOfTheGrammar_IsTrueFalseOrNotKnown() => Gen.Select(Truth(4), Gen.OneOf(Answered))
        .Sample((rule, answers) =>
    {
        // Longer and deeper ones are refused, see ExpressionChecksTests.
        var (expression, turned) = (Expression.Parse(rule), Expression.Parse($"not ({rule})"));
        if (turned.Fault is { } fault && (rule.Length > Expression.MaxLength - 6
            || fault.Contains("inside each other", StringComparison.Ordinal))) return;
        Assert.Empty(TypeCheck.Errors(expression, new Scope(FormSample.Form, RuleSample.With().Documents, Changes: true), ValueKind.Truth));

        var value = expression.Evaluate(RuleSample.Situation(answers));
        Assert.True(value is null or Value.Truth);
        // Not true and not false at once: what is not known stays so when it is turned around.
        Assert.Equal(!expression.IsMet(RuleSample.Situation(answers)), turned.IsMet(RuleSample.Situation(answers)));
    }, iter: 2000, threads: 1);

    /// <summary>An answer more may make a rule known; it never turns true into false where the rule was known without it.</summary>
    [Fact]
    public void Evaluate_AnAnswerMore_KeepsWhatWasKnown() => Known(3).Sample(rule =>
    {
        if (rule.Length > Expression.MaxLength || Expression.Parse(rule).IsMet(RuleSample.Situation("{}")) is not { } before) return;
        Assert.Equal(before, Expression.Parse(rule).IsMet(RuleSample.Situation(Answered[1])));
    }, iter: 1000, threads: 1);

    /// <summary>Any text is refused or taken in a moment: neither another exception nor an end of the stack, which would end the test.</summary>
    [Fact]
    public void Parse_AnyText_IsRefusedOrTaken()
    {
        var parts = Gen.OneOf(
            Gen.OneOf("(", ")", "[", "]", "{", "}", "'", "\"", "\\", "#", ",", ".", "-", "--", "!", "not ", "**", "? ", ": ", "if(",
                "sum(", "in", " and ", "<", "=", "/*", "//", "@", "1e999", "0x", "null", "\0", "中", "\uD800"),
            Gen.OneOf("[total]", "today", "1", "'a'", "true"), Gen.Char.Select(character => $"{character}"));
        var texts = Gen.OneOf(parts.Array[0, 60].Select(string.Concat), Gen.Select(parts, Gen.Int[1, 500])
            .Select((part, times) => string.Concat(Enumerable.Repeat(part, times))));
        var clock = Stopwatch.StartNew();
        texts.Sample(text => OnSmallStack(() =>
        {
            var expression = Expression.Parse(text);
            Assert.True(expression.Root is null ^ expression.Fault is null);
            TypeCheck.Errors(expression, new Scope(FormSample.Form, [], Changes: true), ValueKind.Truth);
            expression.Evaluate(RuleSample.Situation("{}"));
        }), iter: 3000, threads: 1);
        // Generous: three thousand texts take about a second.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    /// <summary>Half of what the runtime gives its own threads.</summary>
    private static void OnSmallStack(Action act)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(act), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    private static Gen<string> Number(int depth) => depth == 0 ? Numbers : Gen.OneOf(
        Numbers,
        Gen.Select(Number(depth - 1), Gen.OneOf("+", "-", "*", "/"), Number(depth - 1))
            .Select((left, by, right) => $"({left} {by} {right})"),
        Number(depth - 1).Select(of => $"(-{of})"),
        Gen.Select(Gen.OneOf("min", "max"), Number(depth - 1), Number(depth - 1)).Select((most, left, right) => $"{most}({left}, {right})"),
        Gen.Select(Number(depth - 1), Gen.Int[0, 6]).Select((of, decimals) => $"round({of}, {decimals})"),
        Gen.Select(Truth(depth - 1), Number(depth - 1), Number(depth - 1))
            .Select((when, then, otherwise) => $"if({when}, {then}, {otherwise})"));

    private static Gen<string> Truth(int depth) => depth == 0 ? Truths : Gen.OneOf(
        Truths,
        Gen.Select(Truth(depth - 1), Gen.OneOf("and", "or", "&&", "||", "=", "<>"), Truth(depth - 1))
            .Select((left, by, right) => $"({left} {by} {right})"),
        Truth(depth - 1).Select(of => $"not ({of})"),
        Gen.Select(Number(depth - 1), Gen.OneOf("=", "<>", "<", "<=", ">", ">="), Number(depth - 1))
            .Select((left, by, right) => $"{left} {by} {right}").Select(text => $"({text})"),
        Gen.Select(Truth(depth - 1), Truth(depth - 1), Truth(depth - 1))
            .Select((when, then, otherwise) => $"if({when}, {then}, {otherwise})"));

    /// <summary>Rules without what an empty table or <c>answered</c> makes known before anything is answered.</summary>
    private static Gen<string> Known(int depth) => Truth(depth).Where(rule =>
        !rule.Contains("answered", StringComparison.Ordinal) && !rule.Contains("budget", StringComparison.Ordinal));
}
