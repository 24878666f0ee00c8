using System.Net;

namespace Scenarios.Pages;

/// <summary>The operators' page over the running app.</summary>
public sealed class OperationsPageTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Page_WithAReview_CountsItAtItsStage()
    {
        await city.SubmitAsync("Counted");
        using var admin = new ScriptlessBrowser(city, "admin");

        var page = await admin.OpenAsync("/operations");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("系统运行正常。", page.Text, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">区级初审</th><td>1</td>", page.Text.Replace("\n", "").Replace("    ", ""), StringComparison.Ordinal);
        Assert.Contains("<svg", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", HttpStatusCode.OK)]
    [InlineData("pan", HttpStatusCode.Forbidden)]
    [InlineData("lin", HttpStatusCode.Forbidden)]
    public async Task Page_ByRole_IsShownOrRefused(string user, HttpStatusCode status)
    {
        using var browser = new ScriptlessBrowser(city, user);

        Assert.Equal(status, (await browser.OpenAsync("/operations")).Status);
    }
}
