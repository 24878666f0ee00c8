using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.City;

public static class CityFeature
{
    public static IHostApplicationBuilder AddCity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(WorkingCalendar.Official);
        return builder;
    }
}
