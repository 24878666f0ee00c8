using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Applications;

public static class ApplicationsFeature
{
    public static IHostApplicationBuilder AddApplications(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Aggregate>(ApplicationAggregate.Kind);
        return builder;
    }
}
