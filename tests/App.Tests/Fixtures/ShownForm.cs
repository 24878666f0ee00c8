using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Fixtures;

/// <summary>A form as a browser sends it that was shown the page before.</summary>
internal static class ShownForm
{
    public const string Media = "application/x-www-form-urlencoded";

    /// <summary>Services of a request that shows a page or takes a form.</summary>
    public static IServiceProvider Services => Host.CreateScope().ServiceProvider;

    private static IServiceProvider Host { get; } = ServicesAt("http://localhost:7071", new byte[32]);

    /// <param name="secrets">Of the callback keys, in order.</param>
    public static IServiceProvider ServicesAt(string address, params byte[][] secrets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var services = builder.Services.AddFormTokens();
        services.AddRazorComponents();
        services.AddSingleton(
            new PublicAddress(new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", address)]).Build()));
        services.Configure<CallbackOptions>(options => options.Keys.AddRange(
            secrets.Select((secret, place) => new CallbackKey { Id = $"{place}", Secret = Convert.ToBase64String(secret) })));
        return builder.Build().Services;
    }

    /// <summary>Puts the cookie into the request and returns the body with the proof; the caller is already set.</summary>
    /// <param name="shownTo">Another person, to whom the page was shown.</param>
    public static string Send(HttpContext context, string fields, Caller? shownTo = null)
    {
        var shown = new DefaultHttpContext { RequestServices = context.RequestServices, Request = { Scheme = context.Request.Scheme } };
        shown.Features.Set(shownTo ?? context.Features.Get<Caller>());
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetTokens(shown);
        var cookie = context.Request.IsHttps ? "__Host-form" : "form";
        context.Request.Headers.Cookie = $"{cookie}={tokens.CookieToken}";
        return $"{fields}&{tokens.FormFieldName}={Uri.EscapeDataString(tokens.RequestToken!)}";
    }
}
