using FunctionsApp.Pages;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Applying;

public static class ApplyingFeature
{
    public static IHostApplicationBuilder AddApplying(this IHostApplicationBuilder builder) =>
        builder.AddMenu(new MenuEntry(50, "/my", MyApplicationsTexts.Mine, MenuAudience.Applicants));
}
