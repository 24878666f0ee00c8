using FunctionsApp.Pages;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Missing;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Statistics;

public static class StatisticsFeature
{
    public static IHostApplicationBuilder AddStatistics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReleaseOptions>().BindConfiguration("Releases").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ReportDesk>();
        builder.Services.AddSingleton<ReleaseCalendar>();
        builder.Services.AddSingleton<ReleaseStore>();
        builder.Services.AddSingleton<ReleaseDesk>();
        builder.Services.AddSingleton<MissingReports>();
        builder.Services.AddSingleton<RemindReporters>();
        builder.Services.AddSingleton<ReportFileDesk>();
        builder.Services.AddSingleton<ReportPageHttp>();
        builder.Services.AddSingleton<StatisticsDesk>();
        builder.Services.AddSingleton<FiguresDesk>();
        return builder
            .AddMenu(new MenuEntry(35, "/statistics", StatisticsTexts.Statistics))
            .AddMenu(new MenuEntry(52, "/statistics/reports", StatisticsTexts.Reports, MenuAudience.Applicants))
            .AddMenu(new MenuEntry(66, "/statistics/accepted", StatisticsTexts.Accepted, MenuAudience.DepartmentAndAuditors));
    }
}
