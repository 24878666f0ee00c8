using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.PublicNotices;

public static class NoticesFeature
{
    public static IHostApplicationBuilder AddNotices(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenNotices>();
        return builder.AddMenu(new MenuEntry(25, "/notices", NoticeTexts.Notices));
    }
}
