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
    /// <summary>Two buffers of this size are all that an upload of any length takes: one is filled while the other is sent.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Most bodies are shorter than a block, and many come at once.</summary>
    private const int FirstBytes = 128 * 1024;

    private readonly BlockBlobClient blob;
    private readonly List<string> blocks = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private byte[] sent = [];

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
        foreach (var returned in (byte[][])[Interlocked.Exchange(ref buffer, []), Interlocked.Exchange(ref sent, [])])
        {
            if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
        }
    }

    private async Task ReadAsync(Stream body, long limit, ProblemType tooLarge, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var bounded = new BoundedStream(body, limit, tooLarge);
        var sending = Task.CompletedTask;
        try
        {
            while (await FillAsync(bounded, cancellation) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                Bytes += read;
                if (Bytes < BlockBytes) break;
                await sending;
                sending = SendAsync(read, cancellation);
            }

            await sending;
        }
        finally
        {
            // Nothing else may use the buffer meanwhile.
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>Bytes of the next block, in the buffer; 0 at the end.</returns>
    private async Task<int> FillAsync(Stream body, CancellationToken cancellation)
    {
        var read = 0;
        if (buffer.Length < BlockBytes)
        {
            read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            if (read < buffer.Length) return read;
            var larger = ArrayPool<byte>.Shared.Rent(BlockBytes);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref buffer, larger));
        }

        var rest = buffer.AsMemory(read, BlockBytes - read);
        return read + await body.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellation);
    }

    private Task SendAsync(int count, CancellationToken cancellation)
    {
        if (sent.Length == 0) sent = ArrayPool<byte>.Shared.Rent(BlockBytes);
        (buffer, sent) = (sent, buffer);
        var block = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
        blocks.Add(block);
        // Seekable, so that the client can send the block again after a failure.
        return blob.StageBlockAsync(block, new MemoryStream(sent, 0, count, writable: false), cancellationToken: cancellation);
    }
}
