using FunctionsApp.Programmes.Fields;

namespace App.Tests.Programmes.Fields;

public sealed class FormRulesTests
{
    [Fact]
    public void Check_CompleteAnswers_AreTakenInTheirOneForm()
    {
        var (answers, faults) = FormSample.Check(FormSample.Complete);

        Assert.Empty(faults);
        Assert.Equal(
            """{"summary":"A test platform","contact":"lin@example.cn","months":12.5,"total":300.5,"field":"ai","goals":["a","b"],"start":"2026-05-01","end":"2027-05-01","budget":[{"item":"Devices","amount":200},{"item":"People","amount":100.5}]}""",
            answers.Json());
    }

    [Theory]
    [InlineData("""{ "total": 10.00 }""", """{ "total": 10 }""")]
    [InlineData("""{ "summary": "cafe\u0301" }""", """{ "summary": "caf\u00e9" }""")]
    [InlineData("""{ "goals": ["b", "a"] }""", """{ "goals": ["a", "b"] }""")]
    [InlineData("""{ "summary": "  ab\r\ncd " }""", """{ "summary": "ab\ncd" }""")]
    [InlineData("""{ "budget": [ {}, { "item": "x", "amount": 1 }, { "item": " ", "amount": "" } ] }""", """{ "budget": [ { "amount": 1.0, "item": "x" } ] }""")]
    [InlineData("""{ "contact": "", "months": null, "goals": [], "budget": [], "field": "", "start": "" }""", "{}")]
    public void Check_SameAnswersWrittenDifferently_HaveOneDigest(string written, string other) =>
        Assert.Equal(FormSample.Check(other).Answers.Digest(), FormSample.Check(written).Answers.Digest());

    [Theory]
    [InlineData("summary", "\"12345\"", "")]
    [InlineData("summary", "\"1234\"", "form.summary too-short")]
    [InlineData("summary", "\"12345678901234567890\"", "")]
    [InlineData("summary", "\"123456789012345678901\"", "form.summary too-long")]
    [InlineData("summary", "\"一二三四五六七八九十一二三四五六七八九𠮷\"", "")]
    [InlineData("summary", "\"two\\nlines\"", "")]
    [InlineData("summary", "\"a\\u0001bcdef\"", "form.summary characters")]
    [InlineData("summary", "5", "form.summary type")]
    [InlineData("summary", "\" \"", "form.summary required")]
    [InlineData("summary", "null", "form.summary required")]
    [InlineData("summary", null, "form.summary required")]
    [InlineData("contact", "\"lin\"", "form.contact pattern")]
    [InlineData("contact", "\"lin@x.cn\\nb\"", "form.contact characters")]
    [InlineData("contact", "\"l\\u202ein@x.cn\"", "form.contact characters")]
    [InlineData("months", "1", "")]
    [InlineData("months", "0.9", "form.months minimum")]
    [InlineData("months", "36", "")]
    [InlineData("months", "36.1", "form.months maximum")]
    [InlineData("months", "12.50", "")]
    [InlineData("months", "12.55", "form.months decimals")]
    [InlineData("months", "1e1", "form.months type")]
    [InlineData("months", "\"12\"", "form.months type")]
    [InlineData("months", "99999999999999999999999999999999", "form.months maximum")]
    [InlineData("months", "12.50000000000000000000000000000001", "form.months decimals")]
    [InlineData("field", "\"bio\"", "")]
    [InlineData("field", "\"chemistry\"", "form.field option")]
    [InlineData("field", "[\"ai\"]", "form.field type")]
    [InlineData("goals", "[\"a\"]", "form.goals too-few")]
    [InlineData("goals", "[\"a\", \"b\", \"c\"]", "form.goals too-many")]
    [InlineData("goals", "[\"a\", \"a\"]", "form.goals[1] twice; form.goals too-few")]
    [InlineData("goals", "\"a\"", "form.goals type")]
    [InlineData("start", "\"2026-01-01\"", "")]
    [InlineData("start", "\"2025-12-31\"", "form.start too-early")]
    [InlineData("start", "\"2028-01-01\"", "form.start too-late; form.end before")]
    [InlineData("start", "\"01.05.2026\"", "form.start type")]
    [InlineData("start", "\"2026-02-30\"", "form.start type")]
    [InlineData("start", "\"2026-05-01T00:00:00Z\"", "form.start type")]
    [InlineData("end", "\"2026-05-01\"", "")]
    [InlineData("end", "\"2026-04-30\"", "form.end before")]
    [InlineData("total", "300.51", "form.budget sum")]
    [InlineData("total", "300.501", "form.total decimals")]
    [InlineData("budget", "[{ \"item\": \"x\", \"amount\": 300.5 }]", "form.budget too-few")]
    [InlineData("budget", "[{ \"item\": \"x\" }, { \"item\": \"12345678901\", \"amount\": -1 }]", "form.budget[0].amount required; form.budget[1].item too-long; form.budget[1].amount minimum; form.budget sum")]
    [InlineData("budget", "[{ \"item\": \"a\", \"amount\": 300.5 }, { \"x\": 1 }]", "form.budget[1].x unknown-key; form.budget[1].item required; form.budget[1].amount required")]
    [InlineData("budget", "[7]", "form.budget[0] type")]
    [InlineData("budget", "{}", "form.budget type")]
    [InlineData("budget", "[{\"item\":\"a\",\"amount\":100},{\"item\":\"b\",\"amount\":100},{\"item\":\"c\",\"amount\":100},{\"item\":\"d\",\"amount\":0.5}]", "form.budget too-many")]
    [InlineData("colour", "1", "form.colour unknown-key")]
    public void Check_OneAnswerChanged_NamesPlaceAndCode(string key, string? value, string faults) =>
        Assert.Equal(faults, string.Join("; ", FormRules.Check(FormSample.Form, FormSample.Changed(key, value), null).Faults.Select(fault => $"{fault.Path} {fault.Code}")));

    [Fact]
    public void Check_NothingAnswered_MissesTheRequiredOnly()
    {
        var fault = Assert.Single(FormSample.Check("{}").Faults);

        Assert.True(fault.Incomplete);
        Assert.Equal(("summary", "Answer “Summary”.", "请填写“简介”"), (fault.Field, fault.Message.English, fault.Message.Chinese));
    }

    [Fact]
    public void Check_FaultInARow_NamesTheRowAsPeopleCount()
    {
        var fault = Assert.Single(FormSample.Check("""{ "summary": "A test", "budget": [ { "item": "a", "amount": 1 }, { "item": "b", "amount": 1.005 } ] }""").Faults);

        Assert.False(fault.Incomplete);
        Assert.Equal(("form.budget[1].amount", "budget"), (fault.Path, fault.Field));
        Assert.Equal("Give at most 2 decimals for “Budget, row 2, Amount”.", fault.Message.English);
        Assert.Equal("“预算 · 第 2 行 · 金额”最多 2 位小数", fault.Message.Chinese);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void Check_NoObject_IsAFaultOfTheForm(string answers) =>
        Assert.Equal("form type", Assert.Single(FormSample.Check(answers).Faults) is var fault ? $"{fault.Path} {fault.Code}" : "");

    [Fact]
    public void Check_HalfAPair_IsNoText() => Assert.Equal("type", Assert.Single(FormSample.Check("""{ "summary": "half \ud800 pair" }""").Faults).Code);

    [Fact]
    public void Check_KeyTwice_IsAFault() => Assert.Contains(
        FormRules.Check(FormSample.Form, System.Text.Json.JsonDocument.Parse("""{ "months": 1, "months": 2 }""").RootElement, null).Faults,
        fault => fault is { Path: "form.months", Code: "twice" });

    [Fact]
    public void Check_TooManyRows_AreNotLookedAt() => Assert.Equal(
        ["form.budget too-many"],
        FormRules.Check(FormSample.Form, FormSample.Changed("budget", $"[{string.Join(",", Enumerable.Repeat("{\"x\":1}", 1000))}]"), null).Faults.Select(fault => $"{fault.Path} {fault.Code}"));

    [Fact]
    public void Changed_OtherAnswers_NamesTheirFields()
    {
        var answers = FormSample.Check(FormSample.Complete).Answers;

        Assert.Empty(answers.Changed(FormSample.Check(FormSample.Complete).Answers));
        Assert.Equal(["months"], answers.Changed(FormRules.Check(FormSample.Form, FormSample.Changed("months", "3"), null).Answers));
        Assert.Equal(["contact"], answers.Changed(FormRules.Check(FormSample.Form, FormSample.Changed("contact", null), null).Answers));
        Assert.Equal(9, Answers.None.Changed(answers).Count);
    }
}
