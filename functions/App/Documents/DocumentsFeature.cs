using Azure.Storage.Blobs;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Scanning;
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
        builder.Services.AddSingleton<RejectedDocuments>();
        builder.Services.AddSingleton<AlterationRecord>();
        builder.Services.AddSingleton(provider => Scan(
            provider.GetRequiredService<IOptions<DocumentOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<DocumentScan>();
        builder.Services.AddSingleton<OpenUploadStore>();
        builder.Services.AddSingleton<DirectUploads>();
        builder.Services.AddSingleton<CompleteUploads>();
        // Storage keeps real time, also where the app's clock is a virtual one.
        builder.Services.AddSingleton(provider => new UploadSas(
            provider.GetRequiredService<BlobServiceClient>(),
            TimeSpan.FromMinutes(provider.GetRequiredService<IOptions<DocumentOptions>>().Value.UploadAddressMinutes),
            TimeProvider.System));
        builder.Services.AddSingleton(SlotFacts.Check);
        builder.Services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateDataAnnotations()
            .Validate(options => options.Scan != Scanner.Clamd || ClamdAddress.Read(options.ClamdAddress) is not null,
                "Documents__ClamdAddress must be host:port or the path of a socket where Documents__Scan is Clamd.")
            .ValidateOnStart();
        return builder;
    }

    internal static IMalwareScan Scan(DocumentOptions options, TimeProvider time) => options.Scan switch
    {
        Scanner.Clamd => new ClamdScan(ClamdAddress.Read(options.ClamdAddress)!, TimeSpan.FromSeconds(options.ScanSeconds), time),
        Scanner.Defender => new DefenderScan(TimeSpan.FromSeconds(options.ScanSeconds), time),
        _ => new NoScan(),
    };
}
