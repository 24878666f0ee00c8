namespace FunctionsApp.Documents.Checking;

/// <summary>Reads a stream forward through one small buffer.</summary>
internal sealed class ByteReader(Stream stream)
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] buffer = new byte[BufferBytes];
    private int start;
    private int end;

    /// <summary>What is in the buffer and not yet taken.</summary>
    public ReadOnlySpan<byte> Waiting => buffer.AsSpan(start, end - start);

    /// <summary>At least so many bytes are waiting after it; fewer only where the stream ends.</summary>
    /// <param name="count">At most the buffer's size, 64 KiB.</param>
    public async ValueTask<bool> FillAsync(int count, CancellationToken cancellation)
    {
        if (end - start >= count) return true;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        end += await stream.ReadAtLeastAsync(buffer.AsMemory(end), count - end, throwOnEndOfStream: false, cancellation);
        return end >= count;
    }

    public void Take(int count) => start += count;

    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public async ValueTask RequireAsync(int count, CancellationToken cancellation)
    {
        if (!await FillAsync(count, cancellation)) throw new EndOfStreamException();
    }
}
