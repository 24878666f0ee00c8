namespace FunctionsApp.Platform.Http;

/// <summary>Reads through, and stops with body-too-large after a number of bytes.</summary>
/// <exception cref="ProblemException">From a read: more than <paramref name="limit"/> bytes came.</exception>
public sealed class BoundedStream(Stream inner, long limit, ProblemType? tooLarge = null) : Stream
{
    private long count;

    /// <summary>Bytes read so far.</summary>
    public long Count => count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read)
    {
        count += read;
        return count <= limit ? read : throw (tooLarge ?? PlatformProblems.BodyTooLarge).With();
    }
}
