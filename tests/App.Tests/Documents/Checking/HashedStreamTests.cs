using FunctionsApp.Documents.Checking;

namespace App.Tests.Documents.Checking;

public sealed class HashedStreamTests
{
    private const int Bytes = 1_500_000;

    private readonly byte[] content = new byte[Bytes];
    private readonly CountedStream file;
    private readonly HashedStream hashed;

    public HashedStreamTests()
    {
        new Random(1).NextBytes(content);
        file = new CountedStream(content);
        hashed = new HashedStream(file);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Digest_OfWhatNoOneRead_IsOfAllOfIt() => Assert.Equal(Checked.Hash(content), await hashed.DigestAsync(Cancellation));

    [Fact]
    public async Task Digest_ReadInOrder_ReadsNothingAgain()
    {
        await hashed.CopyToAsync(Stream.Null, Cancellation);

        Assert.Equal(Checked.Hash(content), await hashed.DigestAsync(Cancellation));
        Assert.Equal(Bytes, file.Count);
    }

    /// <summary>As an archive is read: its end, then each file behind its header.</summary>
    [Fact]
    public async Task Digest_ReadWithGaps_ReadsNothingTwice()
    {
        await ReadAsync(Bytes - 1000, 1000);
        for (var at = 30_000; at < Bytes; at += 130_000) await ReadAsync(at, Math.Min(100_000, Bytes - at));

        Assert.Equal(Checked.Hash(content), await hashed.DigestAsync(Cancellation));
        Assert.Equal(Bytes + 1000, file.Count);
    }

    [Fact]
    public async Task Digest_ReadAnywhere_IsTheSame()
    {
        var random = new Random(2);
        for (var turn = 0; turn < 100; turn++)
        {
            var at = random.Next(Bytes);
            Assert.Equal(content[at..Math.Min(at + 50_000, Bytes)], await ReadAsync(at, Math.Min(50_000, Bytes - at)));
        }

        Assert.Equal(Checked.Hash(content), await hashed.DigestAsync(Cancellation));
    }

    private async Task<byte[]> ReadAsync(int at, int count)
    {
        var bytes = new byte[count];
        hashed.Position = at;
        await hashed.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    private sealed class CountedStream(byte[] content) : MemoryStream(content, writable: false)
    {
        public long Count { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }
    }
}
