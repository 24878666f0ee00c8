using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class DecisionPageTests
{
    private static readonly ProgrammeDefinition Fund = Definition(Stage());

    [Fact]
    public async Task Ask_HostileValues_AreEncoded()
    {
        var application = Applied with { Subject = Applied.Subject with { Title = "<script>alert(1)</script>" }, Slots = [Applied.Slots[0] with { FileName = "\"><img src=x>" }] };
        var (html, _) = await RenderAsync(DecisionPage.Ask(application, Assignment(1), Fund, "to\"ken", Language.English));

        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<img", html);
        Assert.Contains("value=\"to&quot;ken\"", html);
    }

    [Theory]
    [InlineData(Language.Chinese, "计划书", "退回补正")]
    [InlineData(Language.English, "Plan", "Return for corrections")]
    public async Task Ask_EachLanguage_NamesDocumentsAndChoices(Language language, string document, string choice)
    {
        var (html, _) = await RenderAsync(DecisionPage.Ask(Applied, Assignment(1), Fund, "t", language));

        Assert.Contains(document, html);
        Assert.Contains(choice, html);
    }

    [Fact]
    public async Task Page_Headers_AllowNothingButItsStyleAndForm()
    {
        var (html, headers) = await RenderAsync(DecisionPage.Recorded(DecisionKind.Approve, Language.English));
        var policy = headers.ContentSecurityPolicy.ToString();

        Assert.StartsWith("default-src 'none'; style-src 'nonce-", policy);
        Assert.Contains("form-action 'self'", policy);
        Assert.Contains($"<style nonce=\"{policy.Split('\'')[3]["nonce-".Length..]}\">", html);
    }

    [Fact]
    public async Task Page_OfAProblem_TellsCauseAndRemedyAndKeepsTheLinkPrivate()
    {
        var page = CallbackPage.Of(AssignmentProblems.AlreadyDecided.With(), Language.English);
        var (html, headers) = await RenderAsync(page);

        Assert.Equal(409, page.Status);
        Assert.Contains("An answer is final", html);
        Assert.Equal(("no-store", "no-referrer"), (headers.CacheControl.ToString(), headers["Referrer-Policy"].ToString()));
    }

    private static async Task<(string Html, IHeaderDictionary Headers)> RenderAsync(CallbackPage page)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await page.ExecuteAsync(http);
        return (System.Text.Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers);
    }
}
