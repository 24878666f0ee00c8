using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Rules;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Warnings.Rules;

/// <summary>Rules on their pages and by the API: values, back-test, activation.</summary>
public sealed partial class RulePageHttpTests
{
    private const string Id = "orders-falling";
    private const string Why = "reason=Tested&version=1";

    private readonly MemoryRules memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese, "待启用", "新增订单环比变动（%）", "会发出的预警", "2026年2月")]
    [InlineData(Language.English, "Proposed", "Orders: change on the month (%)", "Warnings that it would have raised", "February 2026")]
    public async Task Page_InBothLanguages_ShowsTheRuleAndItsBackTest(
        Language language, string state, string watches, string raised, string month)
    {
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 70);
        var request = RenderedPage.Request($"/warnings/rules/{Id}", language);
        request.QueryString = new QueryString("?sector=it&district=440305");

        var page = await RenderedPage.OfAsync(await memory.Pages.ShowAsync(request, Id, Cancellation), request);

        Assert.All([state, watches, raised, month, "≤ -25", "-30"], text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
        Assert.Contains("<svg class=\"chart\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/activation", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?hysteresis=11", "hysteresis", "11")]
    [InlineData("?blue=-30&yellow=-20", "yellow", "-20")]
    [InlineData("?organisations=x", "organisations", "x")]
    [InlineData("?sector=mining", "sector", null)]
    public async Task Page_BackTestThatContradictsItself_IsTheFormAgain(string query, string input, string? typed)
    {
        var (http, html) = await MemoryApp.CallAsync(request => memory.Pages.ShowAsync(request, Id, Cancellation), "pan", query: query);

        Assert.Equal(400, http.Response.StatusCode);
        Assert.Contains($"href=\"#f-{input}\"", html, StringComparison.Ordinal);
        if (typed is not null) Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ListRulesWithTheLevelOfEachScope()
    {
        await memory.ActivateAsync();
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 70);
        await memory.CheckAsync();

        var (_, html) = await MemoryApp.CallAsync(request => memory.Pages.ShowAllAsync(request, Cancellation), "pan");

        var text = WebUtility.HtmlDecode(html);
        Assert.Contains("深圳市信息技术", text, StringComparison.Ordinal);
        Assert.Contains("南山区信息技术", text, StringComparison.Ordinal);
        Assert.Contains("已启用（第 1 版）", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Activation_IsMadeOnce_AndNeedsWhatWasShown()
    {
        var first = await SendAsync($"{Why}&state=");
        var again = await SendAsync("reason=Off&version=&state=");

        Assert.Equal((303, $"/warnings/rules/{Id}?done=on"), (first.Status, first.Location));
        // Another administrator was faster: what is shown now is another state.
        Assert.Equal(412, again.Status);
        Assert.Contains(">Off</textarea>", again.Html, StringComparison.Ordinal);
        var off = await SendAsync($"reason=Off&version=&state={Uri.EscapeDataString(StateOf(again.Html))}");
        Assert.Equal($"/warnings/rules/{Id}?done=off", off.Location);
        Assert.Equal([nameof(RuleActivated), nameof(RuleDeactivated)], (await memory.SwitchFactsAsync(Id)).Select(fact => fact.Type));
    }

    [Theory]
    [InlineData("reason=&version=1&state=", "reason")]
    [InlineData("reason=Why&version=9&state=", "version")]
    public async Task Page_ActivationWithoutReasonOrVersion_IsRefused(string fields, string input)
    {
        var (status, _, html) = await SendAsync(fields);

        Assert.Equal(400, status);
        Assert.Contains($"href=\"#f-{input}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_ActivatesTestsAndReads()
    {
        await memory.ReportAsync("2026-01", 100);
        await memory.ReportAsync("2026-02", 70);
        var (put, _) = await CallAsync(
            request => memory.Http.ActivateAsync(request, Id, Cancellation), """{"version":1,"reason":"Tested"}""");
        await memory.CheckAsync();

        var (get, read) = await CallAsync(request => memory.Http.GetAsync(request, Id, Cancellation));
        var (_, tested) = await CallAsync(
            request => memory.Http.TestAsync(request, Id, Cancellation), """{"sector":"it","yellow":-35,"hysteresis":0}""");
        var (_, all) = await CallAsync(request => memory.Http.ListAsync(request, Cancellation));
        var (_, facts) = await CallAsync(request => memory.Http.FactsAsync(request, Id, Cancellation));

        Assert.Equal((200, 1), (put.Response.StatusCode, Parsed(read).GetProperty("active").GetInt32()));
        Assert.Equal("Yellow", Parsed(read).GetProperty("scopes")[0].GetProperty("level").GetString());
        Assert.NotEmpty(get.Response.Headers.ETag.ToString());
        Assert.Equal(0, Parsed(tested).GetProperty("warnings").GetArrayLength());
        Assert.Equal(12, Parsed(tested).GetProperty("months").GetArrayLength());
        Assert.Equal(4, Parsed(all).GetArrayLength());
        Assert.True(Parsed(facts).GetProperty("whole").GetBoolean());
    }

    [Fact]
    public async Task Api_OldStateOrUnknownRule_IsRefused()
    {
        await memory.ActivateAsync();

        var stale = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(request =>
        {
            request.Headers.IfNoneMatch = "*";
            return memory.Http.ActivateAsync(request, Id, Cancellation);
        }, """{"reason":"Off"}"""));
        Assert.Equal("precondition-failed", stale.Type.Slug);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(
            () => CallAsync(request => memory.Http.GetAsync(request, "nothing", Cancellation)))).Type.Slug);
    }

    private static Task<(HttpContext Http, string Body)> CallAsync(Func<HttpRequest, Task<IResult>> function, string body = "") =>
        MemoryApp.CallAsync(function, "admin", body, role: Role.Administrator);

    private async Task<(int Status, string Location, string Html)> SendAsync(string fields)
    {
        var (http, html) = await MemoryApp.CallAsync(
            request => memory.Pages.ActivateAsync(request, Id, Cancellation), "admin", fields, ShownForm.Media, role: Role.Administrator);
        return (http.Response.StatusCode, http.Response.Headers.Location.ToString(), html);
    }

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;

    private static string StateOf(string html) => WebUtility.HtmlDecode(Tag().Match(html).Groups[1].Value);

    [GeneratedRegex("name=\"state\" value=\"([^\"]+)\"")]
    private static partial Regex Tag();
}
