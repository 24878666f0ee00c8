using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Selections;

public static class SelectionsFeature
{
    public static IHostApplicationBuilder AddSelections(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProjectClaims>();
        builder.Services.AddSingleton<SelectionDesk>();
        return builder.AddMenu(new MenuEntry(17, "/selections", SelectionTexts.Selections, MenuAudience.Selectors));
    }
}
