using System.Net;
using System.Text.RegularExpressions;
using App.Tests.Applications;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Applications;
using FunctionsApp.Applying;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace App.Tests.Applying;

public sealed class NewApplicationHttpTests
{
    private const string Organisation = "91440300MA5EXA1291";
    private const string Typed = "programme=special-fund-rd&title=Test+%3Cb%3Eplatform&sector=it&amount=1%2C000&district=440305";
    private readonly MemoryApp app = new(Examples.Now, ApplicationAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_OfAnOpenGuide_AsksWithinItsRange()
    {
        var (http, page) = await ShowAsync("special-fund-rd");

        Assert.Equal(200, http.Response.StatusCode);
        Assert.Contains("name=\"amount\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"district\"", page, StringComparison.Ordinal);
        Assert.Contains("不超过", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"amount\"", (await ShowAsync("demonstration-institution")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfAClosedGuide_ShowsItsDaysAndNoButton()
    {
        app.Time.SetUtcNow(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        var (http, page) = await ShowAsync("demonstration-institution");

        Assert.Equal(409, http.Response.StatusCode);
        Assert.Contains("申请指南不在受理期内", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"title\"", page, StringComparison.Ordinal);
    }

    /// <summary>The summary, above the inputs, calls them as the page does and not as the API does.</summary>
    [Fact]
    public async Task Draft_WithoutATitle_IsToldByTheLabel()
    {
        var (http, page) = await SendAsync(
            $"{Typed.Replace("title=Test+%3Cb%3Eplatform", "title=", StringComparison.Ordinal)}&key={Ids.New()}");

        Assert.Equal(400, http.Response.StatusCode);
        Assert.Contains($"<a href=\"#f-title\">{NewApplicationTexts.Name.Chinese}：必填", page, StringComparison.Ordinal);
        Assert.DoesNotContain("title：", page, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_SentTwice_IsOne()
    {
        var key = Ids.New();
        var (first, _) = await SendAsync($"{Typed}&key={key}");
        var (second, _) = await SendAsync($"{Typed}&key={key}");

        Assert.Equal(303, first.Response.StatusCode);
        Assert.Equal(first.Response.Headers.Location.ToString(), second.Response.Headers.Location.ToString());
        Assert.Single(app.Facts, "ApplicationDrafted");

        var (other, page) = await SendAsync($"{Typed.Replace("Test", "Other", StringComparison.Ordinal)}&key={key}");
        Assert.Equal(422, other.Response.StatusCode);
        Assert.Contains("此前已用本页创建了一份草稿", page, StringComparison.Ordinal);
        Assert.DoesNotContain(key, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amount=1%2C000", "amount=999999999999", 400)]
    [InlineData("sector=it", "sector=moon", 400)]
    [InlineData("title=Test+%3Cb%3Eplatform", "title=", 400)]
    [InlineData("district=440305", "district=", 400)]
    public async Task Draft_WithAFault_IsShownAgainWithWhatWasTyped(string good, string bad, int status)
    {
        var (http, page) = await SendAsync($"{Typed.Replace(good, bad, StringComparison.Ordinal)}&key={Ids.New()}");

        Assert.Equal(status, http.Response.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        if (!bad.StartsWith("title", StringComparison.Ordinal)) Assert.Contains("value=\"Test <b>platform\"", page,
            StringComparison.Ordinal);
        Assert.Empty(app.Facts);
    }

    [Fact]
    public async Task Draft_OfAnAccountWithoutOrganisation_IsShownAgain()
    {
        var (http, page) = await SendAsync($"{Typed}&key={Ids.New()}", organisation: null);

        Assert.Equal(403, http.Response.StatusCode);
        Assert.Contains("您的账户没有关联机构", page, StringComparison.Ordinal);
        Assert.Contains("Test <b>platform", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_BeyondTheLimit_IsShownAgainAndMakesNone()
    {
        await SendAsync($"{Typed}&key={Ids.New()}");
        var (http, page) = await SendAsync($"{Typed}&key={Ids.New()}");

        Assert.Equal(409, http.Response.StatusCode);
        Assert.Contains("贵单位的草稿过多", page, StringComparison.Ordinal);
        Assert.Single(app.Facts, "ApplicationDrafted");
    }

    [Fact]
    public async Task Draft_WithoutTheFormsKey_IsRefused() => Assert.Equal("form-not-shown", (await Assert.ThrowsAsync<ProblemException>(
        () => SendAsync($"{Typed}&key=short"))).Type.Slug);

    private NewApplicationHttp Http() => new(
        app.Store, Examples.Catalogue,
        new DraftDesk(app.Store, app.Lists, Examples.Catalogue, new DraftLimit(app.Lists, Options.Create(new ApplicationOptions { MaxDrafts = 1 })),
            app.Time),
        RenderedPage.Site(), app.Time);

    private async Task<(HttpContext Http, string Page)> ShowAsync(string programme)
    {
        var (http, body) = await MemoryApp.CallAsync(
            request => Http().ShowAsync(request, Cancellation), "lin", query: $"?programme={programme}", with: request =>
                Sign(request, Organisation));
        return (http, WebUtility.HtmlDecode(body));
    }

    private async Task<(HttpContext Http, string Page)> SendAsync(string form, string? organisation = Organisation)
    {
        var (http, body) = await MemoryApp.CallAsync(
            request => Http().DraftAsync(request, Cancellation), "lin", form, ShownForm.Media, with: request =>
                Sign(request, organisation));
        return (http, WebUtility.HtmlDecode(body));
    }

    private static void Sign(HttpRequest request, string? organisation) => request.HttpContext.Features.Set(new Caller(
        "lin", "lin", "lin@example.cn", new HashSet<Role> { Role.Applicant },
        organisation is null ? null : CreditCode.Parse(organisation), null, Language.Chinese));
}
