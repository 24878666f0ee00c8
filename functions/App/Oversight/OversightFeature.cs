using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Oversight;

public static class OversightFeature
{
    public static IHostApplicationBuilder AddOversight(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReviewsUnderWay>();
        return builder.AddMenu(new MenuEntry(65, OversightQuery.Address, OversightTexts.Oversight, MenuAudience.Auditors));
    }
}
