using FunctionsApp.SiteVisits.Photos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.SiteVisits;

public static class VisitsFeature
{
    public static IHostApplicationBuilder AddVisits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PhotoDesk>();
        return builder;
    }
}
