using System.Net;
using System.Text;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Pages;

/// <summary>A page as a browser gets it.</summary>
/// <param name="Html">As it was sent.</param>
internal sealed record RenderedPage(int Status, string Html, IHeaderDictionary Headers)
{
    /// <summary>With the references of characters resolved, so that texts can be looked for.</summary>
    public string Text => WebUtility.HtmlDecode(Html);

    public static SitePages Site(params MenuEntry[] menu) => new(menu, new SignIn(new ConfigurationBuilder().Build()));

    public static HttpRequest Request(string path = "/", Language language = Language.Chinese, Caller? caller = null)
    {
        var http = new DefaultHttpContext { RequestServices = ShownForm.Services };
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new HostString("localhost:7071"), path);
        http.Request.Headers.AcceptLanguage = language.Tag();
        http.Features.Set(caller);
        return http.Request;
    }

    public static async Task<RenderedPage> OfAsync(IResult page, HttpRequest request)
    {
        var http = request.HttpContext;
        using var body = new MemoryStream();
        http.Response.Body = body;
        await page.ExecuteAsync(http);
        return new RenderedPage(http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers);
    }
}
