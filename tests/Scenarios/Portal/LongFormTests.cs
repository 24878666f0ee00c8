using System.Net;

namespace Scenarios.Portal;

/// <summary>A form that is too long is shown again with all that was typed, on every page with a form.</summary>
public sealed class LongFormTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("很长的意见。\r\n", 8_000)) + "结尾";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decision_TooLong_IsShownAgain()
    {
        var application = await city.SubmitAsync("Too long a comment");
        var (mail, user) = Assert.Single(application.Asked("District"));

        await application.UnchangedAsync(() => AssertShownAgainAsync(user, mail.Link!.PathAndQuery, mail.Link.AbsolutePath, new()
        {
            ["token"] = mail.Token!, ["decision"] = "Approve", ["comment"] = Long,
        }));
    }

    [Fact]
    public async Task Verification_TooLong_IsShownAgain()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("too-long"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));

        await AssertShownAgainAsync(user, mail.Link!.PathAndQuery, mail.Link.AbsolutePath, new()
        {
            ["token"] = mail.Token!, ["decision"] = "Confirm", ["level"] = "Red", ["comment"] = Long,
        });
        Assert.Equal("Draft", await warning.StatusAsync());
    }

    [Fact]
    public async Task ApplicationForm_TooLong_IsShownAgain()
    {
        var application = await city.DraftAsync("Too long a form");
        using var browser = Browser("lin");
        var page = await browser.GetStringAsync($"/my/{application.Id}/form", Cancellation);
        var token = WebUtility.HtmlDecode(page.Split("name=\"token\" value=\"")[1].Split('"')[0]);

        await AssertShownAgainAsync("lin", $"/my/{application.Id}/form", $"/my/{application.Id}/form", new()
        {
            ["token"] = token, ["action"] = "save", ["project-summary"] = Long,
        }, HttpStatusCode.BadRequest);
    }

    private async Task AssertShownAgainAsync(
        string user, string page, string action, Dictionary<string, string> fields, HttpStatusCode status = HttpStatusCode.RequestEntityTooLarge)
    {
        using var browser = Browser(user);
        using var answer = await browser.SendFormAsync(page, action, fields);
        var shown = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)).ReplaceLineEndings("\n");

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("role=\"alert\"", shown);
        Assert.Contains($"{Long.ReplaceLineEndings("\n")}</textarea>", shown);
    }

    private HttpClient Browser(string user)
    {
        var browser = new HttpClient { BaseAddress = city.App.BaseAddress, DefaultRequestHeaders = { { "Accept", "text/html" } } };
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Dev {user}");
        return browser;
    }
}
