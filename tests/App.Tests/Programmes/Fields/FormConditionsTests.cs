using System.Text.Json.Nodes;
using App.Tests.Programmes.Expressions;
using CsCheck;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Programmes.Fields;

public sealed class FormConditionsTests
{
    [Theory]
    [InlineData("{}", "partner partner-share partner-sum", "form.joint required; form.total required")]
    [InlineData("""{ "joint": "no" }""", "partner partner-share partner-sum", "form.total required")]
    [InlineData("""{ "joint": "yes", "total": 1 }""", "partner-share", "form.partner required")]
    [InlineData("""{ "joint": "yes", "partner": "Lin", "total": 1 }""", "", "form.partner-share required")]
    [InlineData("""{ "joint": "maybe", "total": 1 }""", "partner partner-share partner-sum", "form.joint option")]
    public void Check_ByTheAnswers_AsksWhatTheyAskFor(string answers, string unasked, string faults)
    {
        Assert.Equal(unasked, string.Join(' ', ConditionSample.Definition.Form.Select(field => field.Key)
            .Where(ConditionSample.Check(answers).Unasked.Contains)));
        Assert.Equal(faults, ConditionSample.Faults(answers));
    }

    /// <summary>Whatever is sent for a field that is not asked is neither looked at nor kept; a field that depends on it sees nothing.</summary>
    [Theory]
    [InlineData("""{ "joint": "no", "total": 300, "partner": "L", "partner-share": -5 }""")]
    [InlineData("""{ "joint": "no", "total": 300, "partner": "Lin & Co", "partner-share": 100 }""")]
    [InlineData("""{ "joint": "no", "total": 300, "partner": [1], "partner-share": "a", "partner-sum": {} }""")]
    public void Check_AnswersOfFieldsThatAreNotAsked_AreLeftOut(string answers)
    {
        Assert.Equal("", ConditionSample.Faults(answers));
        Assert.Equal(ConditionSample.Check(ConditionSample.Alone).Answers.Json(), ConditionSample.Check(answers).Answers.Json());
        Assert.Equal("""{"joint":"no","total":300}""", ConditionSample.Check(answers).Answers.Json());
    }

    [Fact]
    public void Check_Calculated_ComesInItsPlaceWhateverIsSentForIt()
    {
        const string Kept = """{"share":33.5,"joint":"yes","partner":"Lin & Co","partner-share":100,"total":300,"partner-sum":100.5}""";

        Assert.Equal(FormSample.Parse(Kept).GetRawText(), FormSample.Parse(ConditionSample.Check(ConditionSample.Joint).Answers.Json())
            .GetRawText().Replace("\\u0026", "&", StringComparison.Ordinal));
        var sent = JsonNode.Parse(ConditionSample.Joint)!.AsObject();
        (sent["share"], sent["partner-sum"]) = ("much", 1_000_000);
        Assert.Equal(ConditionSample.Check(ConditionSample.Joint).Answers.Digest(),
            ConditionSample.Check(sent.ToJsonString()).Answers.Digest());
        Assert.Equal("", ConditionSample.Faults(sent.ToJsonString()));
    }

    [Theory]
    [InlineData("0.01", "0.01")]
    [InlineData("1", "1.01")]
    [InlineData("1.99", "2")]
    [InlineData("900000000000000", "904500000000000")]
    [InlineData("1000000000000000", null)]
    public void Check_CalculatedMoney_IsRoundedAndWithinTheLimit(string share, string? sum) => Assert.Equal(
        sum, ConditionSample.Check($$"""{ "joint": "yes", "partner": "Lin", "partner-share": {{share.PadLeft(1)}}, "total": 1 }""").Answers["partner-sum"]?.GetRawText());

    [Fact]
    public void Check_CalculationDividesByZero_HasNoAnswer()
    {
        var answers = ConditionSample.Check("""{ "joint": "yes", "partner": "Lin", "partner-share": 100, "total": 0 }""");

        Assert.Null(answers.Answers["share"]);
        Assert.Empty(answers.Faults);
    }

    /// <summary>The day that another must not be before is not asked: nothing is before it.</summary>
    [Fact]
    public void Check_OrderOfDatesThatAreNotAsked_IsNoFault()
    {
        var form = FormSample.With(FormSample.Json.Replace("\"key\": \"start\",", "\"key\": \"start\", \"when\": \"[field] = 'bio'\",",
            StringComparison.Ordinal)).Form;
        var answers = FormSample.Changed("start", "\"2027-12-31\"");

        Assert.Empty(FormRules.Check(form, answers, null).Faults);
        Assert.Equal(["before"], FormRules.Check(FormSample.Form, answers, null).Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Check_ConditionOfTheApplication_ReadsIt()
    {
        var form = FormSample.With(FormSample.Json.Replace("\"key\": \"contact\",",
            "\"key\": \"contact\", \"when\": \"requestedAmount >= 1000\",", StringComparison.Ordinal)).Form;
        bool Asked(decimal amount) => !FormRules.Check(form, FormSample.Parse("{}"), RuleSample.Circumstances with
            { Amount = amount }).Unasked.Contains("contact");

        Assert.False(Asked(999.99m));
        Assert.True(Asked(1000m));
        Assert.Contains("contact", FormRules.Check(form, FormSample.Parse("{}"), null).Unasked);
    }

    [Theory]
    [InlineData("form[2]", "when", "\"[joint]\"", "$.form[2].when: Must come to true or false, and comes to a text.")]
    [InlineData("form[2]", "when", "\"[joint] = 'perhaps'\"", "$.form[2].when: 'perhaps' is none of yes, no.")]
    [InlineData("form[2]", "when", "\"today > '2026-01-01'\"",
        "$.form[2].when: today is only for eligibility: what the form asks must not change by itself.")]
    [InlineData("form[2]", "when", "\"document('budget')\"",
        "$.form[2].when: document(…) is only for eligibility: what the form asks must not depend on it.")]
    [InlineData("form[2]", "when", "\"\"", "$.form[2].when: Is no expression")]
    [InlineData("form[2]", "when", "\"[partner] = 'x'\"", "$.form[2]: partner needs partner: a circle.")]
    [InlineData("form[1]", "when", "\"answered([partner])\"", "$.form[1]: joint needs partner needs joint: a circle.")]
    [InlineData("form[5]", "expression", "\"[share] + 1\"", "$.form[0]: share needs partner-sum needs share: a circle.")]
    [InlineData("form[5]", "expression", "\"[joint] = 'yes'\"", "$.form[5].expression: Must come to a number, and comes to true or false.")]
    [InlineData("form[5]", "required", "true", "$.form[5].required: Nobody is asked for it.")]
    [InlineData("form[5]", "min", "1", "$.form[5].min: It is not typed; write a rule of eligibility.")]
    [InlineData("form[5]", "max", "1", "$.form[5].max: It is not typed; write a rule of eligibility.")]
    [InlineData("form[5]", "decimals", "1", "$.form[5].decimals: Money has two.")]
    [InlineData("form[0]", "decimals", "7", "$.form[0].decimals: Must be 0 to 6.")]
    [InlineData("form[0]", "expression", "null", "$.form[0].expression")]
    [InlineData("documents[0]", "when", "\"[total]\"", "$.documents[0].when: Must come to true or false, and comes to a number.")]
    public void Load_ConditionThatCannotBe_SaysWhereAndWhy(string place, string member, string value, string expected)
    {
        var definition = ConditionSample.Json();
        var (array, index) = (place.Split('[')[0], int.Parse(place.Split('[', ']')[1]));
        definition[array]![index]![member] = JsonNode.Parse(value);

        Assert.Contains(RuleSample.Errors(definition), error => error.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NoDocumentIsAlwaysRequired_IsRefused()
    {
        var definition = ConditionSample.Json();
        foreach (var slot in definition["documents"]!.AsArray()) slot!["when"] = "[joint] = 'yes'";

        Assert.Contains(RuleSample.Errors(definition), error =>
            error.StartsWith("$.documents: At least one must be required with the submission, whatever", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"when\": \"1 = 1\", ", "Text", "columns[0].when: A column is always asked.")]
    [InlineData("\"expression\": \"1\", ", "Calculated", "columns[0].kind: Only the form itself calculates.")]
    public void Load_ColumnWithAnExpression_IsRefused(string members, string kind, string expected)
    {
        var column = $$"""{ {{members}}"kind": "{{kind}}", "key": "a", "label": { "zh-CN": "甲", "en": "A" }{{(kind == "Text" ? ", \"maxLength\": 5" : "")}} }""";
        var definition = ConditionSample.Json();
        definition["form"]!.AsArray().Add(JsonNode.Parse($$"""{ "kind": "Table", "key": "t", "label": { "zh-CN": "表", "en": "T" }, "maxRows": 2, "columns": [ {{column}} ] }"""));

        Assert.Contains(RuleSample.Errors(definition), error => error.EndsWith(expected, StringComparison.Ordinal));
    }

    /// <summary>What was checked once is its own one form: sent back as it is, it changes nothing, and nothing of it is left out.</summary>
    [Fact]
    public void Check_ItsOwnAnswers_AreTheSameAgain() => Gen.Select(
        Gen.OneOf(null, "\"yes\"", "\"no\"", "\"maybe\"", "7"), Gen.OneOf(null, "\"Lin\"", "\"\"", "\"L\""),
        Gen.Decimal[-1m, 1_000_000_000_000_000m], Gen.OneOf(null, "0", "0.01", "300", "1000000000000000"),
        Gen.OneOf(null, "5", "\"x\"", "[]"))
        .Sample((joint, partner, share, total, sent) =>
    {
        var given = new JsonObject();
        void Put(string key, string? json) { if (json is not null) given[key] = JsonNode.Parse(json); }
        Put("joint", joint);
        Put("partner", partner);
        Put("partner-share", Math.Round(share, 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Put("total", total);
        Put("share", sent);
        var first = ConditionSample.Check(given.ToJsonString());
        var again = ConditionSample.Check(first.Answers.Json());

        Assert.Equal(first.Answers.Json(), again.Answers.Json());
        Assert.Equal(first.Unasked.Order(), again.Unasked.Order());
        Assert.DoesNotContain(first.Unasked, key => first.Answers[key] is not null);
        Assert.DoesNotContain(first.Faults, fault => first.Unasked.Contains(fault.Field));
    }, iter: 1000, threads: 1);

    [Fact]
    public void WithDependents_OfAField_AreAllThatNeedIt()
    {
        Assert.Equal(["joint", "partner", "partner-share", "partner-sum", "share"], ConditionSample.Definition.WithDependents(["joint"])
            .Order());
        Assert.Equal(["share", "total"], ConditionSample.Definition.WithDependents(["total"]).Order());
        Assert.Empty(ConditionSample.Definition.WithDependents([]));
    }
}
