using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Documents;

public static class DocumentsFeature
{
    public static IHostApplicationBuilder AddDocuments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DocumentMetrics>();
        builder.Services.AddSingleton<UploadDesk>();
        builder.Services.AddSingleton<IncomingDocuments>();
        builder.Services.AddSingleton<AcceptedDocuments>();
        builder.Services.AddSingleton(SlotFacts.Check);
        builder.Services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
