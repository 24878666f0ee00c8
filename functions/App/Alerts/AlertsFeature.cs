using FunctionsApp.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Alerts;

public static class AlertsFeature
{
    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<NoticeTopic>();
        builder.Services.TryAddSingleton<PublicAddress>();
        builder.Services.AddSingleton<AlertStore>();
        return builder;
    }
}
