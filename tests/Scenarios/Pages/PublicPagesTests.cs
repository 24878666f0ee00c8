using System.Net;
using System.Text.RegularExpressions;

namespace Scenarios.Pages;

/// <summary>What the public reaches from the home page, as a browser without scripts.</summary>
public sealed partial class PublicPagesTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every link of every page leads to a page, in both languages; nothing is loaded from elsewhere.</summary>
    [Theory]
    [InlineData("zh-CN", "深圳市高技术服务业计划")]
    [InlineData("en", "Shenzhen high-tech services programme")]
    public async Task EveryPage_FromTheHomePage_IsReachedInTheLanguage(string language, string site)
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal($"pages-{language}"));
        var (open, seen) = (new Queue<string>(["/"]), new HashSet<string> { "/" });
        while (open.TryDequeue(out var path))
        {
            using var answer = await GetAsync(path, language);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync(Cancellation);
            var text = WebUtility.HtmlDecode(html);
            Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
            Assert.Contains($"<html lang=\"{language}\">", text, StringComparison.Ordinal);
            Assert.Contains(site, text, StringComparison.Ordinal);
            Assert.Single(Heading().Matches(html));
            Assert.StartsWith("<script src=\"/assets/", Assert.Single(Script().Matches(html)).Value, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
            foreach (var link in Link().Matches(text).Select(match => match.Groups[1].Value))
            {
                Assert.StartsWith("/", link.StartsWith('#') ? "/" : link);
                // Both lead to a sign-in.
                if (link.StartsWith("/.auth/", StringComparison.Ordinal) || link.StartsWith("/my/new?", StringComparison.Ordinal)
                    || link.Contains("lang=", StringComparison.Ordinal) || link.StartsWith('#')) continue;
                if (seen.Add(link)) open.Enqueue(link);
            }
        }

        Assert.Superset(
            new HashSet<string> { "/programmes", "/programmes/special-fund-rd", "/warnings", $"/warnings/{warning.Id}", "/alerts", "/alerts/it", "/status", "/api/warnings/feed" }, seen);
    }

    [Fact]
    public async Task Head_OfAPage_HasTheHeadersAndNoBody()
    {
        using var client = new HttpClient { BaseAddress = city.App.BaseAddress };
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    /// <summary>What the switch chose stays chosen, whatever the browser prefers.</summary>
    [Fact]
    public async Task Language_OnceChosen_StaysChosen()
    {
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = city.App.BaseAddress };
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        Assert.Contains(
            "<html lang=\"zh-CN\">", await client.GetStringAsync(new Uri("/warnings", UriKind.Relative), Cancellation),
            StringComparison.Ordinal);

        await client.GetStringAsync(new Uri("/warnings?lang=en", UriKind.Relative), Cancellation);

        Assert.Contains(
            "<html lang=\"en\">", await client.GetStringAsync(new Uri("/programmes", UriKind.Relative), Cancellation),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/programmes/none", HttpStatusCode.NotFound)]
    [InlineData("/warnings/none", HttpStatusCode.NotFound)]
    [InlineData("/warnings?cursor=x", HttpStatusCode.BadRequest)]
    [InlineData("/alerts/none", HttpStatusCode.NotFound)]
    public async Task Page_ThatThereIsNot_IsAPageOfTheSite(string path, HttpStatusCode status)
    {
        using var answer = await GetAsync(path, "en");

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(
            "Shenzhen high-tech services programme", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>What is signed in shows who, and the way out.</summary>
    [Fact]
    public async Task Frame_OfTheSignedIn_NamesThem()
    {
        var page = WebUtility.HtmlDecode((await city.Person("lin").GetAsync("/", Cancellation)).Expect(HttpStatusCode.OK).Body);

        Assert.Contains(city.App.DevUsers["lin"].Name, page, StringComparison.Ordinal);
        Assert.Contains("/.auth/logout?post_logout_redirect_uri=%2F", page, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string language)
    {
        using var client = new HttpClient { BaseAddress = city.App.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", language);
        request.Headers.Add("Accept", "text/html,*/*;q=0.8");
        return await client.SendAsync(request, Cancellation);
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("<h1")]
    private static partial Regex Heading();

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}
