using System.Security.Cryptography;
using FunctionsApp.Documents.Checking;

namespace FunctionsApp.Documents;

/// <summary>A document's content, whose end is given only once all of it has the digest of what was accepted.</summary>
/// <param name="bytes">Length of the accepted content, at least 1.</param>
/// <param name="refused">Makes what is thrown instead of the end of any other content.</param>
internal sealed class SoundContent(Stream content, long bytes, string sha256, Func<Exception> refused) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long read;
    private bool isSound;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isSound || buffer.Length == 0) return 0;
        var count = await content.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..count]);
        read += count;
        if (count > 0 && read < bytes) return count;
        if (read != bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256) throw refused();
        isSound = true;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
