using App.Tests.Fixtures;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace App.Tests.Applications.Forms;

public sealed class AnswersListTests
{
    private static readonly ProgrammeDefinition Fund = FormSample.With(FormSample.Json);

    [Fact]
    public async Task List_OfAnswers_ShowsLabelsUnitsAndSums()
    {
        var html = await RenderAsync(FormSample.Check(FormSample.Complete).Answers, Language.English);

        Assert.Matches("<dt>Total</dt>\\s*<dd>¥ 300.5</dd>", html);
        Assert.Matches("<dt>Goals</dt>\\s*<dd>A, B</dd>", html);
        Assert.Contains("<td><strong>300.5</strong></td>", html);
        Assert.Contains("<th scope=\"row\">Sum</th>", html);
    }

    [Fact]
    public async Task List_OfNone_SaysSoForEachField()
    {
        var html = await RenderAsync(Answers.None, Language.Chinese);

        Assert.Contains("<dd>未填写</dd>", html);
        Assert.Contains("class=\"quiet\">未填写</td>", html);
        Assert.DoesNotContain("合计", html);
    }

    [Fact]
    public async Task List_HostileAnswers_AreText()
    {
        var answers = FormSample.Check(
            """{ "summary": "<script>alert(1)</script>", "budget": [ { "item": "<b>", "amount": 1 } ] }""").Answers;
        var html = await RenderAsync(answers, Language.English, decode: false);

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<b>", html);
        Assert.Contains("&lt;b&gt;", html);
    }

    private static async Task<string> RenderAsync(Answers answers, Language language, bool decode = true)
    {
        await using var renderer = new HtmlRenderer(ShownForm.Services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<AnswersList>(ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(AnswersList.Page)] = new PageContext(language, null, "/", [], []),
                [nameof(AnswersList.Form)] = Fund.Form,
                [nameof(AnswersList.Answers)] = answers,
            }))).ToHtmlString());
        return decode ? System.Net.WebUtility.HtmlDecode(html) : html;
    }
}
