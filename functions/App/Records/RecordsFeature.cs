using FunctionsApp.Pages;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Records;

public static class RecordsFeature
{
    public static IHostApplicationBuilder AddRecords(this IHostApplicationBuilder builder) =>
        builder.AddMenu(new MenuEntry(70, "/audit", AuditTexts.Audit, MenuAudience.Auditors));
}
