using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Panels;

public static class PanelsFeature
{
    public static IHostApplicationBuilder AddPanels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PanelOptions>().BindConfiguration("Panels").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ReadTies>();
        return builder;
    }
}
