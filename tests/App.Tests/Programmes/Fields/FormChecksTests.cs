using System.Text.Json.Nodes;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Programmes.Fields;

public sealed class FormChecksTests
{
    [Fact]
    public void Load_DefinitionWithoutAForm_IsValid() => Assert.Empty(Applications.Examples.Fund.Form);

    [Fact]
    public void Load_EachKind_BecomesItsRecord() => Assert.Equal(
        [typeof(TextField), typeof(TextField), typeof(NumberField), typeof(MoneyField), typeof(ChoiceField), typeof(ChoiceField), typeof(DateField), typeof(DateField), typeof(TableField)],
        FormSample.Form.Select(field => field.GetType()));

    [Theory]
    [InlineData("[0].key", "\"Summary\"", "$.form[0].key", "kebab")]
    [InlineData("[0].key", "\"contact\"", "$.form[1].key", "twice")]
    [InlineData("[0].label.en", "\" \"", "$.form[0].label", "Both languages")]
    [InlineData("[0].hint", "{ \"zh-CN\": \"\", \"en\": \"x\" }", "$.form[0].hint", "Both languages")]
    [InlineData("[0].maxLength", "0", "$.form[0].maxLength", "1 to 10000")]
    [InlineData("[0].maxLength", "10001", "$.form[0].maxLength", "1 to 10000")]
    [InlineData("[0].minLength", "21", "$.form[0].minLength", "0 to maxLength")]
    [InlineData("[0].pattern", "\"Email\"", "$.form[0].pattern", "one line")]
    [InlineData("[1].pattern", "\"[a-z]*\"", "", "")]
    [InlineData("[2].min", "37", "$.form[2].max", "less than min")]
    [InlineData("[2].decimals", "7", "$.form[2].decimals", "0 to 6")]
    [InlineData("[3].max", "1000000000000001", "$.form[3].max", "too large")]
    [InlineData("[3].decimals", "3", "", "decimals")]
    [InlineData("[4].options", "[]", "$.form[4].options", "2 to 100")]
    [InlineData("[4].options[1].value", "\"ai\"", "$.form[4].options[1]", "twice")]
    [InlineData("[4].options[1].value", "\"A I\"", "$.form[4].options[1].value", "kebab")]
    [InlineData("[4].options[1].label.en", "\"\"", "$.form[4].options[1].label", "Both languages")]
    [InlineData("[4].maxChosen", "1", "$.form[4].several", "several")]
    [InlineData("[5].minChosen", "4", "$.form[5].minChosen", "number of options")]
    [InlineData("[5].maxChosen", "1", "$.form[5].maxChosen", "minChosen")]
    [InlineData("[6].max", "\"2025-12-31\"", "$.form[6].max", "before min")]
    [InlineData("[7].notBefore", "\"months\"", "$.form[7].notBefore", "another date")]
    [InlineData("[7].notBefore", "\"end\"", "$.form[7].notBefore", "another date")]
    [InlineData("[8].columns", "[]", "$.form[8].columns", "1 to 10")]
    [InlineData("[8].columns[0]", "{ \"kind\": \"Table\", \"key\": \"x\" }", "", "")]
    [InlineData("[8].columns[1].key", "\"item\"", "$.form[8].columns[1].key", "twice")]
    [InlineData("[8].maxRows", "101", "$.form[8].maxRows", "1 to 100")]
    [InlineData("[8].minRows", "4", "$.form[8].minRows", "0 to maxRows")]
    [InlineData("[8].sum.column", "\"item\"", "$.form[8].sum.column", "column of numbers")]
    [InlineData("[8].sum.equalTo", "\"field\"", "$.form[8].sum.equalTo", "number of the form")]
    [InlineData("[8].sum.equalTo", "null", "$.form[8].sum", "compared with")]
    [InlineData("[0].kind", "\"Colour\"", "", "")]
    [InlineData("[0].colour", "1", "", "colour")]
    [InlineData("[0]", "null", "$.form[0]", "null")]
    public void Load_OneValueWrong_SaysWhereAndWhy(string path, string value, string where, string why)
    {
        var errors = Assert.Throws<InvalidDefinitionsException>(() => FormSample.With(Changed(path, value))).Errors;

        Assert.Contains(errors, error => (where.Length == 0 || error.Path == where) && error.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_MoreThan60Fields_IsRefused()
    {
        string Fields(int count) => $"[{string.Join(",", Enumerable.Range(1, count).Select(number =>
            $$"""{ "kind": "Money", "key": "m-{{number}}", "label": { "zh-CN": "金额", "en": "Amount" } }"""))}]";

        Assert.Equal(60, FormSample.With(Fields(60)).Form.Count);
        Assert.Throws<InvalidDefinitionsException>(() => FormSample.With(Fields(61)));
    }

    [Fact]
    public void Load_StageThatJudgesAnUnknownField_IsRefused()
    {
        var stage = Applications.Examples.Fund.Stages[1];
        ProgrammeCatalogue With(params string[] fields) => new([FormSample.With(FormSample.Json) with { Stages = [Applications.Examples.Fund.Stages[0], stage with { Fields = fields }] }]);

        Assert.Single(With("summary", "budget").All);
        var error = Assert.Single(Assert.Throws<InvalidDefinitionsException>(() => With("summary", "colour")).Errors);
        Assert.Equal("$.stages[1].fields[1]", error.Path);
    }

    private static string Changed(string path, string value)
    {
        var root = JsonNode.Parse(FormSample.Json)!;
        var node = root;
        var steps = path.Replace("[", ".").Replace("]", "").Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in steps[..^1]) node = int.TryParse(step, out var index) ? node![index] : node![step];
        if (int.TryParse(steps[^1], out var last)) node![last] = JsonNode.Parse(value);
        else node![steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
