using FunctionsApp.Pages;
using FunctionsApp.Panels.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Panels;

public static class PanelsFeature
{
    public static IHostApplicationBuilder AddPanels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PanelOptions>().BindConfiguration("Panels").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ReadTies>();
        builder.Services.AddSingleton<PanelPlanDesk>();
        return builder.AddMenu(new MenuEntry(72, PanelPlanPageHttp.Address, PanelPlanTexts.Plans, MenuAudience.DepartmentOfficers));
    }
}
