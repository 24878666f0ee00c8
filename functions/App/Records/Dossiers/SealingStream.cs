using System.Security.Cryptography;
using System.Text;

namespace FunctionsApp.Records.Dossiers;

/// <summary>
/// Passes an archive on and replaces its last bytes, a placeholder of the same length, by the digest of all bytes before them.
/// </summary>
/// <remarks>
/// Without <see cref="SealAsync"/> the last bytes are never written: an archive that was not completed has no end. What is written
/// synchronously waits for the next asynchronous call: <see cref="System.IO.Compression.ZipArchive"/> ends each entry with a few bytes by
/// Write, which a server's body refuses.
/// </remarks>
public sealed class SealingStream(Stream target) : Stream
{
    private const string Prefix = "sha256:";

    /// <summary>Bytes of the seal: the prefix and 64 digits.</summary>
    public const int SealBytes = 71;

    private const int MostHeld = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] held = new byte[2 * SealBytes];
    private int count;
    private bool isSealed;

    /// <summary>The archive comment whose place the seal takes: ASCII alone.</summary>
    public static string Placeholder { get; } = Prefix + new string('0', SealBytes - Prefix.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !isSealed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the seal. Nothing can be written after it.</summary>
    /// <exception cref="InvalidOperationException">What was written last is not the placeholder, or it is sealed already.</exception>
    public async Task SealAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        if (!held.AsSpan(0, count).SequenceEqual(Encoding.ASCII.GetBytes(Placeholder)))
        {
            throw new InvalidOperationException("The archive does not end with the placeholder of its seal.");
        }

        isSealed = true;
        var seal = Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
        await target.WriteAsync(Encoding.ASCII.GetBytes(seal), cancellation);
        await target.FlushAsync(cancellation);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RequireOpen();
        var free = Math.Max(0, count + buffer.Length - SealBytes);
        var early = Math.Min(free, count);
        await PassAsync(held.AsMemory(0, early), cancellationToken);
        await PassAsync(buffer[..(free - early)], cancellationToken);
        held.AsSpan(early, count - early).CopyTo(held);
        count -= early;
        Hold(buffer.Span[(free - early)..]);
    }

    /// <exception cref="NotSupportedException">More than an archive writes synchronously.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RequireOpen();
        if (count + buffer.Length > MostHeld) throw new NotSupportedException("Contents are written asynchronously.");
        Hold(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Does nothing: what is held waits for the next asynchronous call.</summary>
    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(ReadOnlyMemory<byte>.Empty, cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Leaves the target open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (bytes.IsEmpty) return;
        hash.AppendData(bytes.Span);
        await target.WriteAsync(bytes, cancellation);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (count + bytes.Length > held.Length) Array.Resize(ref held, Math.Max(2 * held.Length, count + bytes.Length));
        bytes.CopyTo(held.AsSpan(count));
        count += bytes.Length;
    }

    private void RequireOpen()
    {
        if (isSealed) throw new InvalidOperationException("The archive is sealed.");
    }
}
