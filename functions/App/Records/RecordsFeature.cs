using FunctionsApp.Pages;
using FunctionsApp.Records.Dossiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Records;

public static class RecordsFeature
{
    public static IHostApplicationBuilder AddRecords(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DossierProof>();
        builder.Services.AddSingleton<DossierDesk>();
        return builder.AddMenu(new MenuEntry(70, "/audit", AuditTexts.Audit, MenuAudience.Auditors));
    }
}
