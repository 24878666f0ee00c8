using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Pages;

public sealed class AssetHttpTests
{
    private readonly HttpRequest request = new DefaultHttpContext().Request;

    [Fact]
    public void Get_ByTheAddressOfPages_IsKeptForAYear()
    {
        var asset = Asset.Find("site.css")!;
        Assert.Equal(asset.Path, Asset.PathOf("site.css"));

        new AssetHttp().Get(request, asset.Hash, asset.Name);

        Assert.Equal("public, max-age=31536000, immutable", request.HttpContext.Response.Headers.CacheControl.ToString());
    }

    /// <summary>A reader that asks again nevertheless gets no content, and keeps what it has for a year more.</summary>
    [Fact]
    public async Task Get_ByAReaderThatHasIt_Answers304()
    {
        var asset = Asset.Find("site.css")!;
        request.Method = "GET";
        await new AssetHttp().Get(request, asset.Hash, asset.Name).ExecuteAsync(request.HttpContext);
        var response = request.HttpContext.Response;
        Assert.Equal((200, (long?)asset.Content.Length), (response.StatusCode, response.ContentLength));

        var again = new DefaultHttpContext { Request = { Method = "GET", Headers = { IfNoneMatch = response.Headers.ETag } } };
        await new AssetHttp().Get(again.Request, asset.Hash, asset.Name).ExecuteAsync(again);

        Assert.Equal((304, (long?)null), (again.Response.StatusCode, again.Response.ContentLength));
        Assert.Equal("public, max-age=31536000, immutable", again.Response.Headers.CacheControl.ToString());
    }

    /// <summary>An address of another content would be kept for a year.</summary>
    [Fact]
    public void Get_OfAnotherContentOrNone_IsNotFound()
    {
        Assert.Equal("not-found", Slug("0000000000000000", "site.css"));
        Assert.Equal("not-found", Slug(Asset.Find("site.css")!.Hash, "other.css"));
        Assert.Null(Asset.Find("../host.json"));
        Assert.Throws<InvalidOperationException>(() => Asset.PathOf("other.css"));
    }

    private string Slug(string hash, string name) =>
        Assert.Throws<ProblemException>(() => new AssetHttp().Get(request, hash, name)).Type.Slug;
}
