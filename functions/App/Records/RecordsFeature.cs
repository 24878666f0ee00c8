using FunctionsApp.Pages;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Log;
using FunctionsApp.Records.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Records;

public static class RecordsFeature
{
    public static IHostApplicationBuilder AddRecords(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LogOptions>().BindConfiguration("Records").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LogStore>();
        builder.Services.AddSingleton<SealRecords>();
        builder.Services.AddSingleton<FindProof>();
        builder.Services.AddSingleton<DossierDesk>();
        builder.Services.AddSingleton<DossierIndex>();
        builder.Services.AddSingleton<WriteDossier>();
        builder.Services.AddSingleton<ReadResults>();
        builder.AddMenu(new MenuEntry(39, "/records", LogTexts.Title));
        return builder.AddMenu(new MenuEntry(70, "/audit", AuditTexts.Audit, MenuAudience.Auditors));
    }
}
