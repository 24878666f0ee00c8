using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Identity;

/// <summary>
/// Sets up ASP.NET Core's antiforgery for the forms of pages: a token in each form, one in a cookie, both of one person.
/// </summary>
internal static class FormTokens
{
    public static IServiceCollection AddFormTokens(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("functions-app").AddKeyManagementOptions(keys => keys.AutoGenerateKeys = false);
        services.AddSingleton<DerivedKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = provider.GetRequiredService<DerivedKeys>()));
        services.AddAntiforgery();
        // It warns at each form that it makes the answer's no-store a no-cache, no-store.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error));
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => new ConfigureOptions<AntiforgeryOptions>(
            forms => Configure(forms, provider.GetRequiredService<PublicAddress>())));
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, OfCaller>();
        return services;
    }

    private static void Configure(AntiforgeryOptions forms, PublicAddress address)
    {
        forms.FormFieldName = FormBody.Proof;
        forms.HeaderName = null;
        forms.SuppressXFrameOptionsHeader = true;
        // Browsers take a cookie named so only over TLS, from this host itself.
        forms.Cookie.Name = address.IsHttps ? "__Host-form" : "form";
        forms.Cookie.SecurePolicy = address.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        forms.Cookie.Path = "/";
        // Not Strict: a link in webmail would come without it, get a new one, and take the forms of open tabs theirs.
        forms.Cookie.SameSite = SameSiteMode.Lax;
    }

    /// <summary>Ties a form to the person to whom it was shown.</summary>
    private sealed class OfCaller : IAntiforgeryAdditionalDataProvider
    {
        public string GetAdditionalData(HttpContext context) => context.Features.Get<Caller>()?.Id ?? "";

        public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == GetAdditionalData(context);
    }
}
