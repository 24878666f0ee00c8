using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Organisations;

public static class OrganisationsFeature
{
    public static IHostApplicationBuilder AddOrganisations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Aggregate>(OrganisationAggregate.Kind);
        return builder;
    }
}
