using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Portal;

public static class PortalFeature
{
    public static IHostApplicationBuilder AddPortal(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadinessChecks>();
        return builder.AddMenu(new MenuEntry(10, "/", HomeTexts.Home))
            .AddMenu(new MenuEntry(60, "/publish", PublishingTexts.Publishing, MenuAudience.Publishers))
            .AddMenu(new MenuEntry(80, "/operations", OperationsTexts.Operations, MenuAudience.Operators));
    }
}
