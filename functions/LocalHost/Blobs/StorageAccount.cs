using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace LocalHost.Blobs;

/// <summary>The host's own way to storage: not counted as the app's, and quick to say that storage is silent.</summary>
internal sealed class StorageAccount(string connection)
{
    public BlobServiceClient Blobs { get; } = new(connection, Impatient(new BlobClientOptions()));

    public TableServiceClient Tables { get; } = new(connection, Impatient(new TableClientOptions()));

    /// <summary>In base 64, as the Functions host writes.</summary>
    public QueueServiceClient Queues { get; } = new(connection, Impatient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }));

    /// <summary>Creates what is missing of the topology's containers and tables.</summary>
    public Task CreateAsync(Topology topology, CancellationToken cancellation) => Task.WhenAll([
        .. topology.Containers.Select(name => Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellation)),
        .. topology.Tables.Select(name => Tables.CreateTableIfNotExistsAsync(name, cancellation))]);

    /// <summary>Pages of the site may send blocks, as the account on Azure allows; no other page may.</summary>
    public async Task AllowPagesAsync(Uri site, CancellationToken cancellation)
    {
        BlobServiceProperties properties = await Blobs.GetPropertiesAsync(cancellation);
        properties.Cors =
        [
            new BlobCorsRule
            {
                AllowedOrigins = $"http://localhost:{site.Port},http://127.0.0.1:{site.Port}", AllowedMethods = "PUT",
                AllowedHeaders = "content-type", ExposedHeaders = "", MaxAgeInSeconds = 3600,
            },
        ];
        await Blobs.SetPropertiesAsync(properties, cancellation);
    }

    /// <summary>The app's clients as the app sets them up, watched.</summary>
    public static BlobServiceClient AppBlobs(string connection, StorageWatch watch)
    {
        var options = StorageRetries.BoundForDocuments(new BlobClientOptions());
        options.AddPolicy(watch, HttpPipelinePosition.PerRetry);
        return new BlobServiceClient(connection, options);
    }

    /// <inheritdoc cref="AppBlobs"/>
    public static TableServiceClient AppTables(string connection, StorageWatch watch)
    {
        var options = StorageRetries.Bound(new TableClientOptions());
        options.AddPolicy(watch, HttpPipelinePosition.PerRetry);
        return new TableServiceClient(connection, options);
    }

    private static T Impatient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }
}
