using System.Globalization;
using App.Tests.Programmes.Fields;
using FunctionsApp.Programmes.Expressions;

namespace App.Tests.Programmes.Expressions;

/// <summary>What expressions come to: with the complete answers of <see cref="FormSample"/>, and without any.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("[total] = 300.5", true)]
    [InlineData("[total] == 300.50", true)]
    [InlineData("[total] <> 300.5", false)]
    [InlineData("[total] >= 300.51", false)]
    [InlineData("[total] > 300.49 and [total] < 300.51", true)]
    [InlineData("[field] = 'ai'", true)]
    [InlineData("[field] in ('bio', 'ai')", true)]
    [InlineData("[field] not in ('bio', 'ai')", false)]
    [InlineData("[months] in (12, 12.5)", true)]
    [InlineData("'a' in [goals]", true)]
    [InlineData("'c' in [goals]", false)]
    [InlineData("count([goals]) = 2", true)]
    [InlineData("count([budget]) = 2", true)]
    [InlineData("sum([budget.amount]) = [total]", true)]
    [InlineData("[start] <= '2026-05-01'", true)]
    [InlineData("[start] < '2026-05-01'", false)]
    [InlineData("'2026-05-01' = [start]", true)]
    [InlineData("[end] > [start]", true)]
    [InlineData("years([start], [end]) = 1", true)]
    [InlineData("years([start], '2027-04-30') = 0", true)]
    [InlineData("years('2024-02-29', '2025-02-28') = 1", true)]
    [InlineData("years('2024-02-29', '2025-02-27') = 0", true)]
    [InlineData("years([end], [start]) = -1", true)]
    [InlineData("today = '2026-03-10'", true)]
    [InlineData("requestedAmount <= [total] * 4", true)]
    [InlineData("organisationType = 'enterprise' and organisationDistrict = '440305' and applicationSector <> 'ip'", true)]
    [InlineData("document('work-plan')", true)]
    [InlineData("document('site-photos')", false)]
    [InlineData("min(3, [months], 2) = 2 and max(3, [months]) = 12.5", true)]
    [InlineData("round(1.005, 2) = 1.01 and round(-2.5, 0) = -3 and round(2.4999, 0) = 2", true)]
    [InlineData("if([field] = 'ai', [total], 0) = 300.5", true)]
    [InlineData("if([field] = 'bio', 1 / 0, 7) = 7", true)]
    [InlineData("0.1 + 0.2 = 0.3", true)]
    [InlineData("1 / 3 * 3 = 1", false)]
    [InlineData("2 + 3 * 4 = 14 and (2 + 3) * 4 = 20 and -2 - -3 = 1", true)]
    [InlineData("not ([total] = 1) || false", true)]
    [InlineData("answered([contact]) and [contact] = 'lin@example.cn'", true)]
    [InlineData("([field] = 'ai') = true", true)]
    public void IsMet_EverythingAnswered_IsKnown(string rule, bool met) =>
        Assert.Equal(met, Of(rule, FormSample.Check(FormSample.Complete).Answers.Json()));

    [Theory]
    [InlineData("[total] >= 0", null)]
    [InlineData("[total] = [total]", null)]
    [InlineData("not ([total] = 1)", null)]
    [InlineData("[total] > 0 and 1 = 2", false)]
    [InlineData("[total] > 0 or 1 = 1", true)]
    [InlineData("[total] > 0 or 1 = 2", null)]
    [InlineData("[total] > 0 and 1 = 1", null)]
    [InlineData("if([total] > 0, true, true)", null)]
    [InlineData("if(answered([total]), [total], 0) = 0", true)]
    [InlineData("answered([goals])", false)]
    [InlineData("'a' in [goals]", null)]
    [InlineData("[field] in ('ai', 'bio')", null)]
    [InlineData("count([goals]) = 0", null)]
    // A table that may stay empty has no rows; one that must be filled in has none yet.
    [InlineData("sum([budget.amount]) = 0 and count([budget]) = 0", true)]
    [InlineData("document('budget')", null)]
    [InlineData("min([total], 1) = 1", null)]
    [InlineData("round([total], 2) = 0", null)]
    [InlineData("years([start], today) = 0", null)]
    [InlineData("1 / 0 = 1", null)]
    [InlineData("1 / ([months] - [months]) = 1", null)]
    [InlineData("79228162514264337593543950335 + 1 > 0", null)]
    [InlineData("79228162514264337593543950335 * 2 > 0", null)]
    [InlineData("-79228162514264337593543950335 - 1 > 0", null)]
    public void IsMet_NothingAnswered_IsKnownOnlyWhereNoAnswerMatters(string rule, bool? met) => Assert.Equal(met, Of(rule, "{}"));

    [Fact]
    public void IsMet_RequiredTableWithoutRows_IsNotKnown()
    {
        var form = FormSample.With(FormSample.Json.Replace("\"key\": \"budget\"", "\"key\": \"budget\", \"required\": true",
            StringComparison.Ordinal)).Form;
        var situation = new Situation(form, [], RuleSample.Circumstances);

        Assert.Null(Expression.Parse("sum([budget.amount]) = 0").IsMet(situation));
        Assert.Null(Expression.Parse("count([budget]) = 0").IsMet(situation));
    }

    [Fact]
    public void IsMet_UnderAnotherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // As in Germany; the tests run without the cultures' data.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = comma;
            Assert.True(Of("1.5 * 2 = 3 and round(2.25, 1) = 2.3", "{}"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Equals_TheSameText_IsTheSameExpression()
    {
        Assert.Equal(Expression.Parse("1 = 1"), Expression.Parse("1 = 1"));
        Assert.NotEqual(Expression.Parse("1 = 1"), Expression.Parse("1  = 1"));
    }

    /// <summary>As a checked definition: an error in a rule of this table is an error of the table.</summary>
    private static bool? Of(string rule, string answers) =>
        Assert.Single(RuleSample.With(rule).Eligibility).Condition.IsMet(RuleSample.Situation(answers));
}
