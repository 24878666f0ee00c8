using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Identity;

/// <summary>Finds requests that a page of another site made: the sign-in's cookie goes with them.</summary>
/// <remarks>By OWASP: the browser's statement of the site, then the page's origin, then its address; no page can change them.</remarks>
public sealed class ForeignPage(PublicAddress address)
{
    private const string Opaque = "null";

    /// <summary>Reading is open to every page: it changes nothing, and another site's page does not get the answer.</summary>
    public bool Made(HttpRequest request)
    {
        var method = request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none")) return true;
        // A page that names no referrer has the origin null. So has a frame of any site in a sandbox; but its site is another one.
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin && !(origin == Opaque && site.Length > 0))
        {
            return !IsOwn(origin, request);
        }

        if (site.Length > 0) return false;
        if (request.Headers.Referer.ToString() is { Length: > 0 } page) return !IsOwn(page, request);
        // Programs state none of the three, and sign in by a header, which no page of another site can add. A cookie alone is a browser's.
        return request.Headers.Cookie.Count > 0 && request.Headers.Authorization.Count == 0;
    }

    private bool IsOwn(string page, HttpRequest request) =>
        Uri.TryCreate(page, UriKind.Absolute, out var uri) && address.IsOwn(uri, request.Host);
}
