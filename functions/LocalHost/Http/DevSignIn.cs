using System.Text.Encodings.Web;
using System.Text.Unicode;
using LocalHost.Settings;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>Stands in for App Service authentication: says who calls, by development user, and drops what the caller says.</summary>
/// <param name="styleSheet">Path of the app's; null for a plain page.</param>
internal sealed class DevSignIn(IReadOnlyDictionary<string, DevUser> users, string? styleSheet = null)
{
    private const string Cookie = "DevUser";
    private const string Scheme = "Dev ";
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        ClientPrincipal.Remove(http.Request.Headers);
        if (http.Request.Path.Equals("/.auth/login/dev", StringComparison.OrdinalIgnoreCase))
        {
            await LoginAsync(http);
        }
        else if (http.Request.Path.Equals("/.auth/logout", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Cookies.Delete(Cookie);
            await GoAsync(http);
        }
        else if (Claimed(http.Request) is not { } id)
        {
            await next(http);
        }
        else if (users.TryGetValue(id, out var user))
        {
            ClientPrincipal.Set(http.Request.Headers, id, user);
            await next(http);
        }
        else
        {
            await RefuseAsync(http);
        }
    }

    private static string? Claimed(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return authorization[Scheme.Length..].Trim();
        return authorization.Length == 0 ? request.Cookies[Cookie] : null;
    }

    private async Task LoginAsync(HttpContext http)
    {
        var id = http.Request.Query["user"].ToString();
        if (id.Length == 0)
        {
            await ChooseAsync(http);
            return;
        }

        if (!users.ContainsKey(id))
        {
            await RefuseAsync(http);
            return;
        }

        http.Response.Cookies.Append(Cookie, id, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });
        await GoAsync(http);
    }

    /// <summary>The page on which App Service's provider would ask who one is, in the language of the browser.</summary>
    private Task ChooseAsync(HttpContext http)
    {
        var isEnglish = http.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);
        var (language, title) = isEnglish ? ("en", "Sign in as a development user") : ("zh-CN", "以开发用户登录");
        var back = http.Request.Query["post_login_redirect_uri"].ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        var cards = string.Concat(users.Select(user => Card(user.Key, user.Value, back)));
        var style = styleSheet is null ? "" : $"<link rel=\"stylesheet\" href=\"{Html.Encode(styleSheet)}\">";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>{style}</head>
            <body><main><h1>{title}</h1><ul class="cards">{cards}</ul></main></body></html>
            """,
            "text/html; charset=utf-8").ExecuteAsync(http);
    }

    private static string Card(string id, DevUser user, string back)
    {
        var then = back.Length == 0 ? "" : $"&post_login_redirect_uri={Uri.EscapeDataString(back)}";
        var address = $"?user={Uri.EscapeDataString(id)}{then}";
        var place = string.Join(" · ", new[] { user.Organisation, user.District }.OfType<string>());
        return $"""
            <li class="card"><a href="{HtmlEncoder.Default.Encode(address)}">{Html.Encode($"{user.Name} ({id})")}</a>
            <p>{Html.Encode(string.Join(", ", user.Roles))}</p><p class="quiet">{Html.Encode(place)}</p></li>
            """;
    }

    private static Task RefuseAsync(HttpContext http) =>
        ProblemAnswer.WriteAsync(
            http,
            StatusCodes.Status401Unauthorized,
            "Unknown development user",
            "There is no such user.",
            "Users are in the section DevUsers of local.settings.json");

    private static Task GoAsync(HttpContext http)
    {
        var target = http.Request.Query["post_login_redirect_uri"].Concat(http.Request.Query["post_logout_redirect_uri"]).FirstOrDefault() ?? "/";
        if (!IsLocal(target)) return ProblemAnswer.WriteAsync(
            http, StatusCodes.Status400BadRequest, "Bad redirect", "Only a path of this host is allowed.", "Send a path that begins with one slash");

        http.Response.Redirect(target);
        return Task.CompletedTask;
    }

    /// <summary>"//host" and "/\host" leave the host as well: browsers read both as another authority.</summary>
    private static bool IsLocal(string target) =>
        target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal) && !target.Contains('\\') && !target.Any(c => c is < ' ' or > '~');
}
