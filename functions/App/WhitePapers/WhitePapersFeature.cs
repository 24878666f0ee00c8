using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.WhitePapers;

public static class WhitePapersFeature
{
    public static IHostApplicationBuilder AddWhitePapers(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WhitePaperOptions>().BindConfiguration("WhitePapers").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WhitePaperStore>();
        builder.Services.AddSingleton<PlanWhitePapers>();
        return builder.AddMenu(new MenuEntry(37, "/white-papers", WhitePaperTexts.Papers));
    }
}
