using FunctionsApp.Applications.Retaining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Applications;

public static class ApplicationsFeature
{
    public static IHostApplicationBuilder AddApplications(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(StateCheck.OfApplication);
        builder.Services.AddSingleton(CheckRetention.OfRetention);
        builder.Services.AddSingleton<DraftLimit>();
        builder.Services.AddSingleton<DraftDesk>();
        builder.Services.AddOptions<ApplicationOptions>().BindConfiguration("Applications").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
