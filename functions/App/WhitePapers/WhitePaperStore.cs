using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using FunctionsApp.Platform;

namespace FunctionsApp.WhitePapers;

/// <summary>Contents and documents of papers as blobs, named by their SHA-256: no write changes one.</summary>
public sealed class WhitePaperStore(BlobServiceClient blobs)
{
    /// <returns>The SHA-256, lower-case hex. Safe to run twice.</returns>
    public async Task<string> WriteAsync<T>(T content, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, AppJson.Options);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await Blob(digest).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellation);
        return digest;
    }

    /// <summary>The bytes that the digest is of.</summary>
    public async Task<ReadOnlyMemory<byte>> BytesAsync(string digest, CancellationToken cancellation) =>
        (await Blob(digest).DownloadContentAsync(cancellation)).Value.Content.ToMemory();

    public async Task<T> ReadAsync<T>(string digest, CancellationToken cancellation) =>
        JsonSerializer.Deserialize<T>((await BytesAsync(digest, cancellation)).Span, AppJson.Options)!;

    private BlobClient Blob(string digest) => blobs.GetBlobContainerClient(Topology.WhitePapers).GetBlobClient(digest);
}
