using FunctionsApp.Pages;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Pages;

public sealed class PageLanguageTests
{
    private readonly HttpRequest request = new DefaultHttpContext().Request;

    [Theory]
    [InlineData("en", "", "", Language.English)]
    [InlineData("fr, en;q=0.5", "", "", Language.English)]
    [InlineData("en", "lang=zh-CN", "", Language.Chinese)]
    [InlineData("zh-CN", "lang=zh-CN", "?lang=en", Language.English)]
    [InlineData("en", "lang=xx", "?lang=yy", Language.English)]
    [InlineData("", "", "", Language.Chinese)]
    public void Of_ChoiceThenCookieThenBrowser(string accept, string cookie, string query, Language expected)
    {
        if (accept.Length > 0) request.Headers.AcceptLanguage = accept;
        if (cookie.Length > 0) request.Headers.Cookie = cookie;
        request.QueryString = new QueryString(query);

        Assert.Equal(expected, PageLanguage.Of(request));
    }

    [Fact]
    public void Of_AChoice_IsKept()
    {
        request.QueryString = new QueryString("?lang=en");
        PageLanguage.Of(request);

        var cookie = request.HttpContext.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("lang=en; max-age=31536000; path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoChoice_SetsNoCookie()
    {
        request.QueryString = new QueryString("?lang=yy");
        PageLanguage.Of(request);

        Assert.Empty(request.HttpContext.Response.Headers.SetCookie.ToString());
    }
}
