using System.Text.Json.Nodes;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Expressions;

namespace App.Tests.Programmes.Expressions;

/// <summary>What a definition may not write: refused when it is loaded, with file, path and reason.</summary>
public sealed class ExpressionChecksTests
{
    [Theory]
    [InlineData("", "Is no expression")]
    [InlineData("1 +", "Is no expression")]
    [InlineData("[total", "Is no expression")]
    [InlineData("1 = 1 /* why */", "Is no expression")]
    [InlineData("[total]", "Must come to true or false, and comes to a number")]
    [InlineData("'yes'", "comes to a text")]
    [InlineData("[salary] > 1", "There is no salary: names are a field [key]")]
    [InlineData("total-cost > 1", "There is no cost")]
    [InlineData("Today > '2026-01-01'", "There is no Today")]
    [InlineData("null = 1", "There is no null")]
    [InlineData("[budget.item] = 1", "budget.item is not a column of numbers")]
    [InlineData("[budget.price] = 1", "There is no budget.price")]
    [InlineData("[total.amount] = 1", "There is no total.amount")]
    [InlineData("[budget.amount] > 1", "a column of numbers cannot be compared with a number")]
    [InlineData("now() > today", "There is no function now; there are answered, count")]
    [InlineData("Sum([budget.amount]) > 1", "There is no function Sum")]
    [InlineData("random() > 0.5", "There is no function random")]
    [InlineData("sum([total]) > 1", "Write sum([table.column])")]
    [InlineData("sum([budget]) > 1", "Write sum([table.column])")]
    [InlineData("count([total]) > 1", "Write count([table])")]
    [InlineData("answered(1)", "Write answered([field])")]
    [InlineData("answered(today)", "Write answered([field])")]
    [InlineData("document('diploma')", "diploma is not one of the documents")]
    [InlineData("document([field])", "Write document('type')")]
    [InlineData("years([start]) > 1", "Write years(from, to)")]
    [InlineData("years([start], 'soon') > 1", "'soon' is no day such as")]
    [InlineData("years([start], '2026-02-30') > 1", "'2026-02-30' is no day such as")]
    [InlineData("min([total]) > 1", "Write min(")]
    [InlineData("max([total], [field]) > 1", "Write max(")]
    [InlineData("round([total], 7) = 1", "Write round(number, decimals from 0 to 6)")]
    [InlineData("round([total], 0.5) = 1", "Write round(")]
    [InlineData("round([total], [months]) = 1", "Write round(")]
    [InlineData("if([total], 1, 2) = 1", "if takes true or false, not a number")]
    [InlineData("if([total] > 1, 1, 'a') = 1", "if gives a number or a text; both must be the same")]
    [InlineData("if([total] > 1, true)", "Write if(condition, then, else)")]
    [InlineData("[total] > 1 ? true : false", "Write if(condition, then, else) instead of ?:")]
    [InlineData("[field] = 'chemistry'", "'chemistry' is none of ai, bio")]
    [InlineData("[field] in ('ai', 'chemistry')", "'chemistry' is none of ai, bio")]
    [InlineData("'d' in [goals]", "'d' is none of a, b, c")]
    [InlineData("[field] in ()", "Write value in ('a', 'b')")]
    [InlineData("[total] in ('ai')", "Write value in ('a', 'b')")]
    [InlineData("[goals] = 'a'", "a choice of several cannot be compared with a text")]
    [InlineData("organisationType = 'company'", "'company' is none of enterprise, ")]
    [InlineData("organisationDistrict = '440399'", "'440399' is none of")]
    [InlineData("applicationSector = 'mining'", "'mining' is none of")]
    [InlineData("[field] > 'ai'", "a text cannot be compared by >")]
    [InlineData("true > false", "true or false cannot be compared by >")]
    [InlineData("1 < 2 < 3", "true or false cannot be compared with a number")]
    [InlineData("[total] = '1'", "a number cannot be compared with a text")]
    [InlineData("[start] > 2026", "a day cannot be compared with a number")]
    [InlineData("[start] > '1 May'", "'1 May' is no day such as")]
    [InlineData("[total] + 'a' > 1", "+ takes a number, not a text")]
    [InlineData("today + 1 > [start]", "+ takes a number, not a day")]
    [InlineData("-[field] = 1", "- takes a number, not a text")]
    [InlineData("[total] and true", "and takes true or false, not a number")]
    [InlineData("not [total]", "not takes true or false, not a number")]
    [InlineData("[total] % 2 = 0", "The operator Modulo is not supported")]
    [InlineData("2 ** 3 = 8", "The operator Exponentiation is not supported")]
    [InlineData("[field] like 'a%'", "The operator Like is not supported")]
    [InlineData("([total] ?? 0) = 0", "The operator Coalesce is not supported")]
    [InlineData("3! = 6", "Is no expression")]
    [InlineData("{total} = 6", "Must not have {")]
    [InlineData("[start] = #2026-01-01#", "Must not have #")]
    [InlineData("[a)(b] = ')' and ((((((((((((1 1))))))))))))", "Is no expression")]
    [InlineData("[a)] = '))' and (((((((((((((1)))))))))))))", "Has more than 12 parentheses inside each other")]
    [InlineData("(1, 2)", "A list is allowed only after in")]
    [InlineData("123456789012345678901234567890123 > 1", "A number in it is too large")]
    [InlineData("System.DateTime.Now > today", "Is no expression")]
    [InlineData("[System.Environment.Exit] = 1", "There is no System.Environment.Exit")]
    public void Load_RuleThatCannotBe_SaysWhereAndWhy(string rule, string message)
    {
        var error = Assert.Single(RuleSample.Errors(RuleSample.Json("[total] > 0", rule)));

        Assert.StartsWith("$.eligibility[1].rule: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralErrors_ListsAllAtOnce()
    {
        var errors = RuleSample.Errors(RuleSample.Json("[a] > [b] or [c] = 'x'", "[total]"));

        Assert.Equal(4, errors.Count);
    }

    [Fact]
    public void Load_AtTheLimits_IsTakenAndBeyondRefused()
    {
        Assert.Contains(RuleSample.Errors(RuleSample.Json(Long(501))), error =>
            error.Contains("Has 501 characters; at most 500.", StringComparison.Ordinal));
        Assert.Single(RuleSample.With(Long(500)).Eligibility);
        Assert.Contains(RuleSample.Errors(RuleSample.Json(Deep(30))), error =>
            error.Contains("nested too deeply; at most 30", StringComparison.Ordinal));
        Assert.Single(RuleSample.With(Deep(29)).Eligibility);
        Assert.Single(RuleSample.Errors(RuleSample.Json([.. Enumerable.Repeat("1 = 1", 31)])), "$.eligibility: Must have 0 to 30 items.");
        Assert.Equal(30, RuleSample.With([.. Enumerable.Repeat("1 = 1", 30)]).Eligibility.Count);

        static string Long(int length) => "1 = 1".PadRight(length);
        static string Deep(int operators) => string.Concat(Enumerable.Repeat("not ", operators)) + "true";
    }

    [Theory]
    [InlineData("reason", "{ \"zh-CN\": \"条件\", \"en\": \" \" }", "$.eligibility[0].reason: Both languages must have a text.")]
    [InlineData("reason", "null", "$.eligibility[0].reason")]
    [InlineData("rule", "null", "$.eligibility[0].rule")]
    [InlineData("rule", "1", "$.eligibility[0].rule")]
    [InlineData("colour", "1", "colour")]
    public void Load_RuleIsMisshapen_SaysWhere(string member, string value, string expected)
    {
        var definition = RuleSample.Json("1 = 1");
        definition["eligibility"]![0]![member] = JsonNode.Parse(value);

        Assert.Contains(RuleSample.Errors(definition), error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_RuleIsNullOrAFieldTakesAName_IsRefused()
    {
        var definition = RuleSample.Json();
        definition["eligibility"] = new JsonArray((JsonNode?)null);
        definition["form"]![0]!["key"] = "today";

        var errors = RuleSample.Errors(definition);
        Assert.Contains("$.eligibility[0]: Must not be null.", errors);
        Assert.Contains("$.form[0].key: today has its own meaning in expressions.", errors);
    }

    [Fact]
    public void KnownNames_BesideToday_AreNoKeysOfFields() => Assert.Equal(
        ["today"], KnownNames.All.Select(known => known.Name).Where(name => name == name.ToLowerInvariant()));
}
