using System.Buffers;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents.Checking;

namespace FunctionsApp.Documents;

/// <summary>
/// A blob's content. Read in order it comes by the request that found the blob; what is read elsewhere, or again, by requests of a window.
/// </summary>
/// <param name="response">Of that request; ends with this.</param>
internal sealed class ArrivedContent(BlobClient blob, BlobDownloadStreamingResult response) : ForwardStream
{
    /// <summary>Bytes of the largest window; a blob that is not longer is in memory.</summary>
    public const int WindowBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of a window that does not continue the one before.</summary>
    private const int JumpBytes = 256 * 1024;

    /// <summary>Bytes of the beginning, which are kept: formats look there first, then at the end.</summary>
    private const int HeadBytes = 64 * 1024;

    private byte[] head = [];
    private byte[] window = [];
    private int inWindow;
    private long windowAt;

    /// <summary>Bytes taken from the response.</summary>
    private long taken;

    public override bool CanSeek => true;

    public override long Length => response.Details.ContentLength;

    public override long Position { get; set; }

    /// <summary>Reads the beginning.</summary>
    public static async Task<ArrivedContent> OpenAsync(
        BlobClient blob, BlobDownloadStreamingResult response, CancellationToken cancellation)
    {
        var content = new ArrivedContent(blob, response);
        content.head = new byte[content.Length <= WindowBytes ? content.Length : HeadBytes];
        try
        {
            await response.Content.ReadExactlyAsync(content.head, cancellation);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        content.taken = content.head.Length;
        return content;
    }

    /// <exception cref="RequestFailedException">412: the blob was written again since it was found.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0 || Position >= Length) return 0;
        var read = Copy(head, head.Length, 0, buffer.Span);
        if (read == 0) read = Copy(window, inWindow, windowAt, buffer.Span);
        if (read == 0 && Position == taken)
        {
            read = await response.Content.ReadAsync(buffer, cancellationToken);
            if (read == 0) throw new EndOfStreamException();
            taken += read;
        }

        if (read == 0)
        {
            await MoveWindowAsync(cancellationToken);
            read = Copy(window, inWindow, windowAt, buffer.Span);
        }

        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            Return();
        }

        base.Dispose(disposing);
    }

    private int Copy(byte[] from, int length, long at, Span<byte> buffer)
    {
        if (Position < at || Position >= at + length) return 0;
        var begin = (int)(Position - at);
        var count = Math.Min(buffer.Length, length - begin);
        from.AsSpan(begin, count).CopyTo(buffer);
        return count;
    }

    private async Task MoveWindowAsync(CancellationToken cancellation)
    {
        var size = (int)Math.Min(Position == windowAt + inWindow ? WindowBytes : JumpBytes, Length - Position);
        var options = new BlobDownloadOptions
        {
            Range = new HttpRange(Position, size), Conditions = new BlobRequestConditions { IfMatch = response.Details.ETag },
        };
        using BlobDownloadStreamingResult part = await blob.DownloadStreamingAsync(options, cancellation);
        if (window.Length < size)
        {
            Return();
            window = ArrayPool<byte>.Shared.Rent(size);
        }

        (inWindow, windowAt) = (0, Position);
        await part.Content.ReadExactlyAsync(window.AsMemory(0, size), cancellation);
        inWindow = size;
    }

    private void Return()
    {
        if (window.Length > 0) ArrayPool<byte>.Shared.Return(window);
        (window, inWindow) = ([], 0);
    }
}
