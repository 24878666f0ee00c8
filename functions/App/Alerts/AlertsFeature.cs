using FunctionsApp.Pages;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Alerts;

public static class AlertsFeature
{
    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AlertOptions>().BindConfiguration("Alerts").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<BulletinTopic>();
        builder.Services.AddSingleton<AlertStore>();
        builder.Services.AddSingleton<NewestAlerts>();
        builder.Services.AddSingleton<AlertNews>();
        return builder.AddMenu(new MenuEntry(40, "/alerts", AlertTexts.Alerts));
    }
}
