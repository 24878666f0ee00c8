using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Identity;

public class ForeignPageTests
{
    private const string Own = "https://programme.example";
    private const string Cookie = "AppServiceAuthSession=x";

    [Theory]
    // The browser's statement of the site.
    [InlineData("cross-site", null, null, true)]
    [InlineData("same-site", null, null, true)]
    [InlineData("something", null, null, true)]
    [InlineData("same-origin", null, null, false)]
    [InlineData("none", null, null, false)]
    // The page's origin, also beside it.
    [InlineData("same-origin", Own, null, false)]
    [InlineData("same-origin", "https://evil.example", null, true)]
    [InlineData("same-origin", "null", null, false)]
    [InlineData(null, Own, null, false)]
    [InlineData(null, "HTTPS://PROGRAMME.EXAMPLE:443", null, false)]
    [InlineData(null, "http://programme.example", null, true)]
    [InlineData(null, "https://programme.example:8443", null, true)]
    [InlineData(null, "https://programme.example.evil.example", null, true)]
    [InlineData(null, "https://evil.example", Own, true)]
    [InlineData(null, "null", null, true)]
    [InlineData(null, "no address", null, true)]
    // The page's address, where there is no origin.
    [InlineData(null, null, Own + "/api/assignments/1/answer", false)]
    [InlineData(null, null, "https://evil.example/?" + Own, true)]
    // A cookie alone.
    [InlineData(null, null, null, true)]
    public void Made_ByWhatTheBrowserStates(string? site, string? origin, string? referer, bool foreign)
    {
        var request = Request("POST", site, origin, referer);
        request.Headers.Cookie = Cookie;

        Assert.Equal(foreign, Page(Own).Made(request));
    }

    [Fact]
    public void Made_ByAProgramThatSignsInByAHeader_IsNotForeign()
    {
        var request = Request("POST");
        request.Headers.Cookie = Cookie;
        request.Headers.Authorization = "Bearer x";

        Assert.False(Page(Own).Made(request));
        Assert.False(Page(Own).Made(Request("POST")));
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("OPTIONS", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("DELETE", true)]
    public void Made_ByAnotherSite_CountsWhereSomethingCanChange(string method, bool foreign) =>
        Assert.Equal(foreign, Page(Own).Made(Request(method, "cross-site")));

    [Theory]
    [InlineData("http://localhost:7071", "http://localhost:7071", false)]
    // On loopback the page's address is what the browser was given.
    [InlineData("http://localhost:7071", "http://127.0.0.1:50000", false)]
    [InlineData("http://localhost:7071", "http://127.0.0.1:50001", true)]
    [InlineData("http://localhost:7071", "http://evil.example", true)]
    // Behind an edge the request's own host is not the public one.
    [InlineData("https://programme.example", "http://127.0.0.1:50000", true)]
    public void Made_OnLoopback_TheRequestsOwnHostIsOwn(string address, string origin, bool foreign)
    {
        var request = Request("POST", origin: origin);
        request.Host = new HostString("127.0.0.1:50000");

        Assert.Equal(foreign, Page(address).Made(request));
    }

    private static ForeignPage Page(string address) =>
        new(new PublicAddress(new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", address)]).Build()));

    private static HttpRequest Request(string method, string? site = null, string? origin = null, string? referer = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        if (site is not null) request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null) request.Headers.Origin = origin;
        if (referer is not null) request.Headers.Referer = referer;
        return request;
    }
}
