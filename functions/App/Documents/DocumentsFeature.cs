using Azure.Storage.Blobs;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Uploading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents;

public static class DocumentsFeature
{
    public static IHostApplicationBuilder AddDocuments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DocumentMetrics>();
        builder.Services.AddSingleton<UploadDesk>();
        builder.Services.AddSingleton<IncomingDocuments>();
        builder.Services.AddSingleton<AcceptedDocuments>();
        builder.Services.AddSingleton<ReadingDesk>();
        builder.Services.AddSingleton<OpenUploadStore>();
        builder.Services.AddSingleton<DirectUploads>();
        builder.Services.AddSingleton<CompleteUploads>();
        // Storage keeps real time, also where the app's clock is a virtual one.
        builder.Services.AddSingleton(provider => new UploadSas(
            provider.GetRequiredService<BlobServiceClient>(),
            TimeSpan.FromMinutes(provider.GetRequiredService<IOptions<DocumentOptions>>().Value.UploadAddressMinutes),
            TimeProvider.System));
        builder.Services.AddSingleton(SlotFacts.Check);
        builder.Services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
