using FunctionsApp.Pages;
using FunctionsApp.Programmes.Guides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Programmes;

public static class ProgrammesFeature
{
    /// <summary>The catalogue shipped with the app, unless the host brought its own.</summary>
    /// <exception cref="InvalidDefinitionsException">A shipped definition is not valid: the app does not start.</exception>
    public static IHostApplicationBuilder AddProgrammes(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()));
        builder.Services.AddSingleton<GuideRegister>();
        builder.Services.AddSingleton<GuideDesk>();
        return builder.AddMenu(new MenuEntry(20, "/programmes", ProgrammeTexts.Programmes))
            .AddMenu(new MenuEntry(77, "/guides", GuideTexts.Guides, MenuAudience.Administrators));
    }
}
