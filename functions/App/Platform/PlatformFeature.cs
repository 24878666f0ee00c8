using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Platform;

public static class PlatformFeature
{
    /// <summary>Clients of storage and Service Bus by the host's own connection settings, unless the host brought its own.</summary>
    /// <remarks>
    /// <c>AzureWebJobsStorage</c> as a connection string, or <c>AzureWebJobsStorage__accountName</c> with the app's identity;
    /// <c>ServiceBus__fullyQualifiedNamespace</c> with the app's identity.
    /// </remarks>
    public static IHostApplicationBuilder AddPlatform(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Tables(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => Blobs(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => Queues(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => Bus(provider.GetRequiredService<IConfiguration>()));
        services.AddOptions<FactOptions>().BindConfiguration("Facts").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<FactPublisher>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Lists>();
        services.AddSingleton<CanaryStore>();
        services.AddSingleton<RecentStates>();
        services.AddSingleton<CommitFollower>();
        services.AddSingleton<AggregateStore>();
        services.AddSingleton<ListMetrics>();
        services.AddSingleton<RepairLines>();
        services.AddSingleton<MissingRuns>();
        services.AddSingleton<ComparisonPlaces>();
        services.AddSingleton<CompareLists>();
        foreach (var aggregate in Aggregate.All) services.AddSingleton(aggregate);
        services.AddSingleton<Afterwork>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Afterwork>());
        return builder.AddTelemetry();
    }

    private static TableServiceClient Tables(IConfiguration settings) =>
        settings[Topology.StorageConnection] is { Length: > 0 } connection
            ? new TableServiceClient(connection, StorageRetries.Bound(new TableClientOptions()))
            : new TableServiceClient(Endpoint(settings, "table"), new DefaultAzureCredential(),
                StorageRetries.Bound(new TableClientOptions()));

    private static BlobServiceClient Blobs(IConfiguration settings) =>
        settings[Topology.StorageConnection] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, StorageRetries.BoundForDocuments(new BlobClientOptions()))
            : new BlobServiceClient(Endpoint(settings, "blob"), new DefaultAzureCredential(),
                StorageRetries.BoundForDocuments(new BlobClientOptions()));

    private static QueueServiceClient Queues(IConfiguration settings) =>
        settings[Topology.StorageConnection] is { Length: > 0 } connection
            ? new QueueServiceClient(connection, StorageRetries.Bound(new QueueClientOptions()))
            : new QueueServiceClient(Endpoint(settings, "queue"), new DefaultAzureCredential(),
                StorageRetries.Bound(new QueueClientOptions()));

    private static ServiceBusClient Bus(IConfiguration settings) =>
        new(Required(settings, $"{Topology.ServiceBusConnection}:fullyQualifiedNamespace"), new DefaultAzureCredential(),
            BusRetries.Bound());

    private static Uri Endpoint(IConfiguration settings, string service) =>
        new($"https://{Required(settings, $"{Topology.StorageConnection}:accountName")}.{service}.core.windows.net");

    private static string Required(IConfiguration settings, string key) =>
        settings[key] ?? throw new InvalidOperationException($"The setting {key.Replace(":", "__")} is missing.");
}
