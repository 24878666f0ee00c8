using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Pages;

/// <summary>The language of a page: chosen by the switch and kept in a cookie, else Accept-Language.</summary>
public static class PageLanguage
{
    public const string Parameter = "lang";

    /// <summary>Reads the choice; one that this request makes is kept for a year.</summary>
    public static Language Of(HttpRequest request)
    {
        request.VariesBy("Cookie");
        if (Read(request.Query[Parameter]) is { } chosen)
        {
            request.HttpContext.Response.Cookies.Append(Parameter, chosen.Tag(), new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(365),
            });
            return chosen;
        }

        return Read(request.Cookies[Parameter]) ?? request.PreferredLanguage();
    }

    private static Language? Read(string? tag) =>
        Enum.GetValues<Language>().Where(language => language.Tag() == tag).Select(language => (Language?)language).FirstOrDefault();
}
