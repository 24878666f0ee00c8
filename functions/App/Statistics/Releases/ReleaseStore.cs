using System.Text.Json;
using Azure.Storage.Blobs;
using FunctionsApp.Platform;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>
/// What was released, as blobs <c>{period}/{digest}</c>: named by its content, so that no write changes one. Its revision is in the
/// aggregate, committed after it; a blob without one was never released.
/// </summary>
public sealed class ReleaseStore(BlobServiceClient blobs)
{
    /// <summary>Before the commit that names them. Safe to run twice.</summary>
    public async Task WriteAsync(ReleaseContent content, CancellationToken cancellation)
    {
        await WriteAsync(content.Period, content.FiguresDigest, content.Figures, cancellation);
        await WriteAsync(content.Period, content.TablesDigest, content.Tables, cancellation);
    }

    /// <summary>What the public reads.</summary>
    public Task<IReadOnlyList<PublishedTable>> TablesAsync(string period, string digest, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<PublishedTable>>(period, digest, cancellation);

    /// <summary>By organisation.</summary>
    internal Task<IReadOnlyList<IndicatorValues>> FiguresAsync(string period, string digest, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<IndicatorValues>>(period, digest, cancellation);

    private Task WriteAsync<T>(ReleasePeriod period, string digest, T content, CancellationToken cancellation) =>
        Blob($"{period}", digest).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(content, AppJson.Options)), overwrite: true, cancellation);

    private async Task<T> ReadAsync<T>(string period, string digest, CancellationToken cancellation)
    {
        var content = await Blob(period, digest).DownloadContentAsync(cancellation);
        return JsonSerializer.Deserialize<T>(content.Value.Content, AppJson.Options)!;
    }

    private BlobClient Blob(string period, string digest) =>
        blobs.GetBlobContainerClient(Topology.Releases).GetBlobClient($"{period}/{digest}");
}
