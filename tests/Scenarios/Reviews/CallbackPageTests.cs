using System.Net;

namespace Scenarios.Reviews;

/// <summary>The mailed link in a browser.</summary>
public sealed class CallbackPageTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Title = "<script>alert('林')</script> & \"quotes\"";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_TitleWithMarkup_IsTextAndNothingRuns()
    {
        var application = await city.SubmitAsync(Title);
        var (mail, user) = Assert.Single(application.Asked("District"));

        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "zh-CN,zh;q=0.9,en;q=0.5");
        await application.UnchangedAsync(async () =>
        {
            using var answer = await browser.GetAsync(mail.Link!.PathAndQuery, Cancellation);
            var page = await answer.Content.ReadAsStringAsync(Cancellation);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("<script>", page);
            Assert.DoesNotContain("alert('", page);
            Assert.Contains(Title, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Contains($"<input type=\"hidden\" name=\"token\" value=\"{mail.Token}\"", page);
            // The link goes no further than the form: not into the switch of the language, nor the way out.
            Assert.Single(page.Split(mail.Token).Skip(1));
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        });
    }

    [Fact]
    public async Task Link_NotSignedIn_LeadsToTheSignInAndBack()
    {
        var application = await city.SubmitAsync("Not signed in");
        var (mail, user) = Assert.Single(application.Asked("District"));
        using var browser = new HttpClient { BaseAddress = city.App.BaseAddress, DefaultRequestHeaders = { { "Accept", "text/html" } } };

        using var answer = await browser.GetAsync(mail.Link!.PathAndQuery, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        var door = WebUtility.HtmlDecode(page.Split("<main")[1].Split("href=\"")[1].Split('"')[0]);
        var users = await browser.GetStringAsync(door, Cancellation);
        var link = users.Split("href=\"").Skip(1).Select(each => WebUtility.HtmlDecode(each.Split('"')[0]))
            .Single(each => each.StartsWith($"?user={user}&", StringComparison.Ordinal));
        // The cookie's handler follows the way back.
        var shown = await browser.GetStringAsync($"/.auth/login/dev{link}", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("您的决定", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_Approved_PageSaysSoAndTheReviewGoesOn()
    {
        var application = await city.SubmitAsync("By form");
        var (mail, user) = Assert.Single(application.Asked("District"));

        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "zh-CN,zh;q=0.9,en;q=0.5");
        var (status, page) = await PostAsync(
            browser, mail.Link!, new() { ["token"] = mail.Token, ["decision"] = "Approve", ["comment"] = "", ["item.budget"] = "" });
        await city.SettleAsync();

        // The page of what was recorded: to load it again sends nothing.
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("答复已记录", page);
        Assert.Equal(2, application.Asked("Department").Count);
        Assert.Contains("答复已记录", WebUtility.HtmlDecode(await browser.GetStringAsync(mail.Link!.PathAndQuery, Cancellation)));
    }

    [Fact]
    public async Task Form_ReturnWithItems_ApplicantIsAskedForThem()
    {
        var application = await city.SubmitAsync("Returned by form");
        var (mail, user) = Assert.Single(application.Asked("District"));

        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "zh-CN,zh;q=0.9,en;q=0.5");
        var (status, _) = await PostAsync(browser, mail.Link!, new()
        {
            ["token"] = mail.Token, ["decision"] = "Return", ["item.work-plan"] = "Add <b>dates</b>.", ["item.budget"] = " ",
        });
        await city.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        var returned = Assert.Single((await application.ReadAsync()).GetProperty("returned").EnumerateArray());
        Assert.Equal("work-plan", returned.GetProperty("document").GetString());
        Assert.Equal("Add <b>dates</b>.", returned.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Form_WithoutADecision_PageSaysWhatIsWrong()
    {
        var application = await city.SubmitAsync("No decision");
        var (mail, user) = Assert.Single(application.Asked("District"));

        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "zh-CN,zh;q=0.9,en;q=0.5");
        await application.UnchangedAsync(async () =>
        {
            var (status, page) = await PostAsync(
                browser, mail.Link!, new() { ["token"] = mail.Token, ["decision"] = "2", ["comment"] = "已看过材料" });
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("您的决定：应为同意、不同意、退回补正、弃权或退回前序阶段", page);
            Assert.Contains("已看过材料</textarea>", page);
            Assert.Contains($"<input type=\"hidden\" name=\"token\" value=\"{mail.Token}\"", page);
        });
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(
        HttpClient browser, Uri link, Dictionary<string, string> fields)
    {
        using var answer = await browser.SendFormAsync(link.PathAndQuery, link.AbsolutePath, fields);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)));
    }
}
