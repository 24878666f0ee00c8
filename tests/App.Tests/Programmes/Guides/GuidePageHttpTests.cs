using System.Net;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Identity;
using FunctionsApp.Programmes.Guides;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

/// <summary>The pages of yearly guides.</summary>
public sealed class GuidePageHttpTests
{
    private const string Key = "0123456789abcdefghjk";

    /// <summary>Panel is the stage of number 2, audit-report the document of number 3.</summary>
    private const string Fields =
        $"programme={Programme}&version=1&year=2027&opens=2027-02-01&closes=2027-03-31&budget=20,000,000&maximumAmount=1000000&sectors=it"
        + "&documents.0.type=application-form&documents.1.type=work-plan&documents.2.type=budget&documents.3.type=audit-report"
        + "&stages.0.stage=Completeness&stages.1.stage=Department&stages.2.stage=Panel";

    private readonly GuideSample sample = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GuidePageHttp Pages => new(sample.Desk, sample.Under.Lists, sample.Catalogue, RenderedPage.Site(), sample.Under.Time);

    [Fact]
    public async Task Draft_AFormSentTwice_MakesOneDraftWithItsChanges()
    {
        for (var time = 0; time < 2; time++)
        {
            var (http, _) = await DraftAsync("&documents.3.required=false&stages.2.passMark=75&name.zh-CN=&name.en=");
            Assert.Equal((303, $"/guide/{First}?done=saved"), (http.Response.StatusCode, http.Response.Headers.Location.ToString()));
        }

        var (guide, _) = await sample.Desk.GetAsync(First, Administrator, Cancellation);
        Assert.Equal(new StageOverride("Panel", PassMark: 75), Assert.Single(guide.Stages));
        Assert.Equal(new DocumentOverride("audit-report", false), Assert.Single(guide.Documents));
        Assert.Null(guide.Name);
    }

    [Theory]
    [InlineData("&stages.2.quorum=9", "f-stages-2-quorum-error")]
    [InlineData("&stages.2.quorum=x", "f-stages-2-quorum-error")]
    [InlineData("&stages.2.passMark=101", "f-stages-2-passMark-error")]
    [InlineData("&name.en=Second", "f-name-zh-CN-error")]
    [InlineData("&minimumAmount=2000000", "f-minimumAmount-error")]
    public async Task Draft_WithAFault_ShowsItBesideTheInputAndKeepsWhatWasTyped(string more, string error)
    {
        var (http, html) = await DraftAsync(more);

        Assert.Equal(400, http.Response.StatusCode);
        Assert.Contains($"id=\"{error}\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{more.Split('=')[1]}\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"20,000,000\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Key}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OnAnOldPage_IsRefusedWithWhatWasTyped()
    {
        await DraftAsync();
        var state = Uri.EscapeDataString(await StateAsync());
        var first = await SendAsync(request => Pages.SaveAsync(request, First, Cancellation), $"{Fields}&state={state}&minimumAmount=5");
        var second = await SendAsync(request => Pages.SaveAsync(request, First, Cancellation), $"{Fields}&state={state}&minimumAmount=6");

        Assert.Equal((303, 412), (first.Http.Response.StatusCode, second.Http.Response.StatusCode));
        Assert.Contains("value=\"6\"", second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_AfterThePreview_ShowsTheGuideToEveryone()
    {
        await DraftAsync("&stages.2.passMark=75");
        var (_, preview) = await CallAsync(
            request => Pages.ShowPublicationAsync(request, First, Cancellation), "admin", role: Role.Administrator);
        Assert.Contains("75分通过", WebUtility.HtmlDecode(preview), StringComparison.Ordinal);
        Assert.Equal("not-found", await SlugAsync(request => Pages.ShowAsync(request, First, Cancellation), null));

        var (http, _) = await PublishAsync();

        Assert.Equal((303, $"/guide/{First}?done=published"), (http.Response.StatusCode, http.Response.Headers.Location.ToString()));
        var (_, page) = await CallAsync(request => Pages.ShowAsync(request, First, Cancellation), null);
        Assert.Contains("75分通过", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\"", page, StringComparison.Ordinal);
        var (_, list) = await CallAsync(request => Pages.ShowAllAsync(request, Cancellation), null);
        Assert.Contains($"/guide/{First}", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OfWhatSomeoneChangedMeanwhile_ShowsItFirst()
    {
        await DraftAsync();
        var state = await StateAsync();
        await sample.Desk.ReviseAsync(First, Body() with { Budget = 30_000_000 }, "other", default, Cancellation);

        var (http, html) = await PublishAsync(state);

        Assert.Equal(412, http.Response.StatusCode);
        Assert.Contains("30,000,000", html, StringComparison.Ordinal);
        (http, _) = await PublishAsync();
        Assert.Equal(303, http.Response.StatusCode);
    }

    [Fact]
    public async Task Publish_BesideAnotherGuide_NamesIt()
    {
        await sample.PublishAsync(Body());
        await DraftAsync();

        var (http, html) = await SendAsync(
            request => Pages.PublishAsync(request, Second, Cancellation), $"state={Uri.EscapeDataString(await StateAsync(Second))}");

        Assert.Equal(409, http.Response.StatusCode);
        Assert.Contains(First, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extend_ToAnEarlierDay_ShowsTheFormAgain()
    {
        var id = await sample.PublishAsync();
        var early = await SendAsync(
            request => Pages.ExtendAsync(request, id, Cancellation), "closes=2027-03-30&reason.zh-CN=延&reason.en=More");
        Assert.Equal(400, early.Http.Response.StatusCode);
        Assert.Contains("id=\"f-closes-error\"", early.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"More\"", early.Body, StringComparison.Ordinal);

        var later = await SendAsync(
            request => Pages.ExtendAsync(request, id, Cancellation), "closes=2027-04-10&reason.zh-CN=延&reason.en=More");

        Assert.Equal($"/guide/{id}?done=extended", later.Http.Response.Headers.Location.ToString());
        var (_, page) = await CallAsync(request => Pages.ShowAsync(request, id, Cancellation), "admin", role: Role.Administrator);
        Assert.Contains("延", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"/guide/{id}/extend\"", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/guide/{id}/withdraw\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_OfAProgramme_OffersTheMoneyOfItsDefinition()
    {
        var (_, html) = await CallAsync(
            request => Task.FromResult(Pages.ShowNew(request)), "admin", query: $"?programme={Programme}", role: Role.Administrator);

        Assert.Contains("value=\"30000000\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"stages.2.passMark\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"stages.1.passMark\"", html, StringComparison.Ordinal);
        Assert.Equal("unknown-programme", await SlugAsync(request => Task.FromResult(Pages.ShowNew(request)), "admin"));
    }

    private Task<(HttpContext Http, string Body)> DraftAsync(string more = "") =>
        SendAsync(request => Pages.DraftAsync(request, Cancellation), $"{Fields}&key={Key}{more}");

    private async Task<(HttpContext Http, string Body)> PublishAsync(string? state = null) => await SendAsync(
        request => Pages.PublishAsync(request, First, Cancellation), $"state={Uri.EscapeDataString(state ?? await StateAsync())}");

    private async Task<string> StateAsync(string id = First)
    {
        var (guide, version) = await sample.Desk.GetAsync(id, Administrator, Cancellation);
        return GuideForm.Of(guide, version, sample.Catalogue.Get(Programme, 1)).Value(GuideForm.State);
    }

    private static Task<(HttpContext Http, string Body)> SendAsync(Func<HttpRequest, Task<IResult>> function, string form) =>
        CallAsync(function, "admin", form, ShownForm.Media, role: Role.Administrator);
}
