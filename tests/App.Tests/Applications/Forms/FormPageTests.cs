using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Pages;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace App.Tests.Applications.Forms;

public sealed class FormPageTests
{
    private static readonly ProgrammeDefinition Fund = FormSample.With(FormSample.Json);
    private static readonly string[] All = [.. Fund.Form.Select(field => field.Key)];

    [Fact]
    public async Task Page_EachControl_HasOneLabelOfItsOwn()
    {
        var html = await RenderAsync(FormSample.Complete);

        foreach (var name in new[] { "summary", "contact", "months", "total", "start", "end", "budget[0].item", "budget[1].amount" })
        {
            Assert.Contains($"name=\"{name}\"", html);
            Assert.Contains($"for=\"{Entered.Id(name)}\"", html);
            Assert.Contains($"id=\"{Entered.Id(name)}\"", html);
        }

        Assert.Contains("<textarea id=\"f-summary\"", html);
        Assert.Contains("<input type=\"date\" id=\"f-start\"", html);
        Assert.Contains("<input type=\"radio\" id=\"f-field\" name=\"field\" value=\"ai\" checked />", html);
        Assert.Contains("<input type=\"checkbox\" name=\"goals\" value=\"b\" checked />", html);
        Assert.Contains("inputmode=\"decimal\"", html);
    }

    [Fact]
    public async Task Page_Faults_AreSummedUpWithLinksAndShownBesideTheirFieldsWithWhatWasTyped()
    {
        const string typed = """{ "months": "a lot", "start": "tomorrow", "budget": [ { "item": "Devices", "amount": "1.005" } ], "goals": ["a", "x"] }""";
        var faults = FormSample.Check(typed).Faults;
        var html = await RenderAsync(typed, faults: faults);

        Assert.Contains("role=\"alert\"", html);
        Assert.All(faults, fault => Assert.Contains(fault.Message.English, WebUtility.HtmlDecode(html)));
        foreach (var id in new[] { "f-months", "f-start", "f-summary", "f-budget-0-amount" })
        {
            Assert.Contains($"<a href=\"#{id}\">", html);
            Assert.Contains($"id=\"{id}-error\"", html);
            Assert.Matches($"id=\"{id}\"[^>]* aria-describedby=\"[^\"]*{id}-error\" aria-invalid=\"true\"", html);
        }

        Assert.Contains("value=\"a lot\"", html);
        Assert.Contains("value=\"tomorrow\"", html);
        Assert.Contains("value=\"1.005\"", html);
    }

    [Fact]
    public async Task Page_HostileAnswers_AreText()
    {
        var html = await RenderAsync("""{ "summary": "</textarea><script>alert(1)</script>", "contact": "\"><img src=x>", "budget": [ { "item": "<b>" } ] }""");

        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<b>", html);
    }

    [Fact]
    public async Task Page_FieldsThatAreNotOpen_AreForReading()
    {
        var html = await RenderAsync(FormSample.Complete, open: ["months"]);

        Assert.Contains("name=\"months\"", html);
        Assert.DoesNotContain("name=\"summary\"", html);
        Assert.Contains("A test platform", html);
        Assert.Contains("AI", html);
    }

    [Theory]
    [InlineData(Language.Chinese, "简介", "必填", "保存并提交申请", "1 至 36")]
    [InlineData(Language.English, "Summary", "(required)", "Save and submit the application", "1 to 36")]
    public async Task Page_EachLanguage_HasItsWords(Language language, params string[] words) =>
        Assert.All(words.Append($"<html lang=\"{language.Tag()}\">"), word =>
            Assert.Contains(word, WebUtility.HtmlDecode(RenderAsync("{}", language: language).GetAwaiter().GetResult())));

    [Fact]
    public void Posted_Page_GivesBackTheAnswersThatItShowed()
    {
        var posted = new FormCollection(new Dictionary<string, StringValues>
        {
            ["summary"] = "A test platform", ["contact"] = "lin@example.cn", ["months"] = " 12.50", ["total"] = "¥ 300.50", ["field"] = "ai",
            ["goals"] = new(["a", "b"]), ["start"] = "2026-05-01", ["end"] = "2027-05-01",
            ["budget[0].item"] = "Devices", ["budget[0].amount"] = "0200", ["budget[3].item"] = "People", ["budget[3].amount"] = "100.5",
            ["budget[4].item"] = "", ["budget[4].amount"] = "",
        });

        Assert.Equal(FormSample.Check(FormSample.Complete).Answers.Json(), Check(PostedForm.Read(Fund.Form, All, posted)).Answers.Json());
        Assert.Empty(PostedForm.Read(Fund.Form, [], posted));
    }

    [Theory]
    [InlineData(Language.English, "Partner's part", "not yet known")]
    [InlineData(Language.Chinese, "合作方占比", "尚不能计算")]
    public async Task Page_WithConditions_ShowsWhatIsAskedAndWhatIsCalculated(Language language, string label, string unknown)
    {
        var alone = await RenderConditionsAsync("""{ "joint": "no", "total": "300" }""", language);
        Assert.DoesNotContain("name=\"partner\"", alone);
        Assert.Matches("<div data-asked=\"partner\" hidden[^>]*></div>", alone);
        Assert.Contains("data-depends", alone);
        Assert.Contains($"<dt>{label}</dt>", WebUtility.HtmlDecode(alone));
        Assert.Contains(unknown, WebUtility.HtmlDecode(alone));

        var joint = await RenderConditionsAsync(ConditionSample.Joint, language);
        Assert.Contains("name=\"partner\"", joint);
        Assert.Contains("<dd>33.5 %</dd>", joint);
        Assert.Contains("<dd>&#xA5; 100.5</dd>", joint);
        Assert.DoesNotContain("name=\"share\"", joint);
        Assert.DoesNotContain("name=\"partner-sum\"", joint);
        Assert.Matches("<div data-calculated=\"share\">", joint);
        Assert.Matches("<div data-calculated=\"partner-sum\" data-asked=\"partner-sum\">", joint);
    }

    [Fact]
    public async Task Page_WithoutConditions_AsksTheServerOnlyToSave() => Assert.DoesNotContain("data-depends", await RenderAsync(FormSample.Complete));

    [Theory]
    [InlineData("1,200,000", "1200000")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("12.", "\"12.\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("twelve", "\"twelve\"")]
    public void Posted_Number_IsOneOrStaysAsTyped(string typed, string value) => Assert.Equal(
        value, PostedForm.Read(Fund.Form, ["total"], new FormCollection(new Dictionary<string, StringValues> { ["total"] = typed }))["total"]!.ToJsonString());

    private static CheckedForm Check(JsonObject values) => FormRules.Check(Fund.Form, JsonSerializer.SerializeToElement(values), null);

    private static async Task<string> RenderConditionsAsync(string values, Language language)
    {
        var (definition, given) = (ConditionSample.Definition, ConditionSample.Check(values));
        var request = RenderedPage.Request(language: language);
        var shown = new FormShown(
            Examples.Draft(definition), definition, JsonNode.Parse(values)!.AsObject(), SaveForm.Open(Examples.Draft(definition), definition), "token").With(given);
        return (await RenderedPage.OfAsync(RenderedPage.Site().Show<FormPage, FormShown>(request, shown), request)).Html;
    }

    private static async Task<string> RenderAsync(
        string values, string[]? open = null, IReadOnlyList<FunctionsApp.Programmes.Fields.Fault>? faults = null, Language language = Language.English)
    {
        var request = RenderedPage.Request(language: language);
        var shown = new FormShown(Examples.Draft(Fund), Fund, JsonNode.Parse(values)!.AsObject(), open ?? All,
            "to\"ken") { Faults = faults ?? [] };
        return (await RenderedPage.OfAsync(RenderedPage.Site().Show<FormPage, FormShown>(request, shown), request)).Html;
    }
}
