using FunctionsApp.Applications.Retaining;
using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Retention;

public static class RetentionFeature
{
    public static IHostApplicationBuilder AddRetention(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(RetentionPolicy.Load());
        builder.Services.AddSingleton<PlanErasures>();
        builder.Services.AddSingleton<RemindDrafters>();
        builder.Services.AddSingleton<DeleteFiles>();
        builder.Services.AddSingleton<EraseApplications>();
        return builder.AddMenu(new MenuEntry(72, "/retention", RetentionTexts.Title, MenuAudience.Auditors));
    }
}
