using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.City;

public static class CityFeature
{
    /// <summary>The calendar shipped with the app, unless the host brought its own.</summary>
    /// <exception cref="InvalidCalendarException">A shipped calendar file is not valid: the app does not start.</exception>
    public static IHostApplicationBuilder AddCity(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(WorkingCalendar.Official);
        builder.Services.AddOptions<CityOptions>().BindConfiguration("City").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
