using System.Buffers;
using System.Security.Cryptography;

namespace FunctionsApp.Documents.Checking;

/// <summary>A file whose SHA-256 is computed of what its readers read, so that it need not be read once more for it.</summary>
/// <param name="file">Seekable; stays open.</param>
internal sealed class HashedStream(Stream file) : ForwardStream
{
    private const int ReadBytes = 1024 * 1024;

    /// <summary>Bytes that a reader may leave out, as headers between files of an archive: they are read for the hash alone.</summary>
    private const int Gap = 128 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes from the start that are hashed.</summary>
    private long hashed;

    public override bool CanSeek => true;

    public override long Length => file.Length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position > hashed && Position - hashed <= Gap) await HashToAsync(Position, cancellationToken);
        file.Position = Position;
        var read = await file.ReadAsync(buffer, cancellationToken);
        if (Position <= hashed && Position + read > hashed)
        {
            hash.AppendData(buffer.Span[(int)(hashed - Position)..read]);
            hashed = Position + read;
        }

        Position += read;
        return read;
    }

    /// <summary>Of all of the file, lower-case hex; reads what no one has read in order. Once.</summary>
    public async Task<string> DigestAsync(CancellationToken cancellation)
    {
        await HashToAsync(Length, cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private async Task HashToAsync(long end, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            for (file.Position = hashed; hashed < end;)
            {
                var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(ReadBytes, end - hashed)), cancellation);
                if (read == 0) throw new EndOfStreamException();
                hash.AppendData(buffer, 0, read);
                hashed += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
