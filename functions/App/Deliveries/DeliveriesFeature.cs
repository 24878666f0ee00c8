using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

public static class DeliveriesFeature
{
    public static IHostApplicationBuilder AddDeliveries(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DeliveryOptions>().BindConfiguration("Deliveries").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new EndpointClient(
            Dns.GetHostAddressesAsync, EndpointLimits.Usual, provider.GetRequiredService<IOptions<DeliveryOptions>>()));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<LineStore>();
        services.AddSingleton<GivenUpStore>();
        services.AddSingleton<GivenUpDesk>();
        services.AddSingleton<SendDelivery>();
        services.AddSingleton<WebhookPlaceStore>();
        services.AddSingleton<LineCaller>();
        services.AddSingleton<WriteEvent>();
        services.AddSingleton<ChooseDeliveries>();
        services.AddSingleton<SendBulletin>();
        services.AddSingleton<SendLine>();
        services.AddSingleton<WebhookDesk>();
        services.AddSingleton<CanaryMetrics>();
        return builder;
    }
}
