using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>
/// A body in blocks of a blob, or in memory where it is shorter than one. Until it is committed there is no blob; blocks that are never
/// committed the service drops.
/// </summary>
public sealed class StagedUpload : IDisposable
{
    /// <summary>One buffer of this size is all that an upload of any length takes.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    private readonly BlockBlobClient blob;
    private readonly List<string> blocks = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);

    private StagedUpload(BlockBlobClient blob) => this.blob = blob;

    /// <summary>The complete body is in the buffer: one request makes the blob, where blocks take two.</summary>
    private bool IsShort => blocks.Count == 0;

    public long Bytes { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Reads the body to its end, block by block.</summary>
    /// <param name="limit">Bytes at most.</param>
    /// <param name="tooLarge">What a longer one is refused with.</param>
    /// <exception cref="ProblemException">The one for a longer body.</exception>
    public static async Task<StagedUpload> StageAsync(
        BlockBlobClient blob, Stream body, long limit, ProblemType tooLarge, CancellationToken cancellation)
    {
        var upload = new StagedUpload(blob);
        try
        {
            await upload.ReadAsync(body, limit, tooLarge, cancellation);
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Makes the blob appear, complete and with what its check needs to know.</summary>
    public Task CommitAsync(DocumentRecord record, string mediaType, CancellationToken cancellation) => CommitAsync(
        new DocumentTag(record.Application, record.Type, record.Version, record.FileName, Tracing.Current).ToMetadata(), mediaType,
        cancellation);

    /// <inheritdoc cref="CommitAsync(DocumentRecord, string, CancellationToken)"/>
    public async Task CommitAsync(Dictionary<string, string> metadata, string mediaType, CancellationToken cancellation)
    {
        var headers = new BlobHttpHeaders { ContentType = mediaType };
        if (IsShort)
        {
            using var content = new MemoryStream(buffer, 0, (int)Bytes, writable: false);
            await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = headers, Metadata = metadata }, cancellation);
        }
        else
        {
            var options = new CommitBlockListOptions { HttpHeaders = headers, Metadata = metadata };
            await blob.CommitBlockListAsync(blocks, options, cancellation);
        }
    }

    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref buffer, []);
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    private async Task ReadAsync(Stream body, long limit, ProblemType tooLarge, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var bounded = new BoundedStream(body, limit, tooLarge);
        while (await bounded.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false,
            cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            Bytes += read;
            if (Bytes < BlockBytes) break;
            var block = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
            // Seekable, so that the client can send the block again after a failure.
            await blob.StageBlockAsync(block, new MemoryStream(buffer, 0, read, writable: false), cancellationToken: cancellation);
            blocks.Add(block);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
