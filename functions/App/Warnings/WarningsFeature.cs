using FunctionsApp.Pages;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Warnings.National;
using FunctionsApp.Warnings.Rules;
using FunctionsApp.Warnings.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Warnings;

public static class WarningsFeature
{
    public static IHostApplicationBuilder AddWarnings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WarningOptions>().BindConfiguration("Warnings").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<BulletinTopic>();
        builder.Services.AddSingleton<NationalNumbers>();
        builder.Services.AddSingleton<WarningTaskDesk>();
        builder.Services.AddSingleton<RuleDesk>();
        builder.Services.TryAddSingleton(RuleCatalogue.LoadEmbedded());
        return builder.AddMenu(new MenuEntry(30, "/warnings", WarningPageTexts.Warnings));
    }
}
