using FunctionsApp.Pages;
using FunctionsApp.Subscriptions.Digests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Subscriptions;

public static class SubscriptionsFeature
{
    public static IHostApplicationBuilder AddSubscriptions(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SubscriptionOptions>().BindConfiguration("Subscriptions").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SubscriptionLinks>();
        services.AddSingleton<SubscriptionLetters>();
        services.AddSingleton<SubscriptionDesk>();
        services.AddSingleton<FanOut>();
        services.AddSingleton<SendDigest>();
        return builder.AddMenu(new MenuEntry(45, "/subscribe", SubscriptionTexts.Subscribe));
    }
}
