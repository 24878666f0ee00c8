using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>
/// A body in blocks of a blob. Until <see cref="CommitAsync"/> there is no blob; blocks that are never committed the
/// service drops.
/// </summary>
public sealed class StagedUpload
{
    /// <summary>One buffer of this size is all that an upload of any length takes.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    private readonly BlockBlobClient blob;
    private readonly List<string> blocks = [];

    private StagedUpload(BlockBlobClient blob) => this.blob = blob;

    public long Bytes { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Reads the body to its end, block by block.</summary>
    /// <param name="limit">Bytes at most.</param>
    /// <exception cref="ProblemException">document-too-large.</exception>
    public static async Task<StagedUpload> StageAsync(BlockBlobClient blob, Stream body, long limit, CancellationToken cancellation)
    {
        var upload = new StagedUpload(blob);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var bounded = new BoundedStream(body, limit, DocumentProblems.DocumentTooLarge);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            while (await bounded.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false,
                cancellation) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                upload.Bytes += read;
                var block = Convert.ToBase64String(BitConverter.GetBytes(upload.blocks.Count));
                // Seekable, so that the client can send the block again after a failure.
                await blob.StageBlockAsync(block, new MemoryStream(buffer, 0, read, writable: false), cancellationToken: cancellation);
                upload.blocks.Add(block);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        upload.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return upload;
    }

    /// <summary>Makes the blob appear, complete and with what its check needs to know.</summary>
    public Task CommitAsync(DocumentRecord record, string mediaType, CancellationToken cancellation) =>
        blob.CommitBlockListAsync(blocks, new CommitBlockListOptions
    {
        HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
        Metadata = new DocumentTag(record.Application, record.Type, record.Version, record.FileName, Tracing.Current).ToMetadata(),
    }, cancellation);
}
