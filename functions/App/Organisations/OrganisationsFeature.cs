using FunctionsApp.Organisations.Members;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Organisations;

public static class OrganisationsFeature
{
    public static IHostApplicationBuilder AddOrganisations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MemberDesk>();
        return builder;
    }
}
