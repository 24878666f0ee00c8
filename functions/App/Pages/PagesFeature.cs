using FunctionsApp.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Pages;

public static class PagesFeature
{
    public static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton<SitePages>();
        builder.Services.AddSingleton<ProblemPages>(services => services.GetRequiredService<SitePages>().Explain);
        return builder;
    }

    /// <summary>Adds an entry to the menu of all pages.</summary>
    public static IHostApplicationBuilder AddMenu(this IHostApplicationBuilder builder, MenuEntry entry)
    {
        builder.Services.AddSingleton(entry);
        return builder;
    }
}
