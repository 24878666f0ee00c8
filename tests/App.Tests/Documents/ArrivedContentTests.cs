using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents;
using Moq;

namespace App.Tests.Documents;

/// <summary>What is read of a blob, and by how many requests.</summary>
public sealed class ArrivedContentTests
{
    private const int Window = ArrivedContent.WindowBytes;
    private const int Bytes = (3 * Window) + 12_345;

    private readonly byte[] stored = new byte[Bytes];
    private readonly List<HttpRange> ranges = [];
    private readonly Mock<BlobClient> blob = new();

    public ArrivedContentTests()
    {
        new Random(1).NextBytes(stored);
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((BlobDownloadOptions options, CancellationToken _) =>
            {
                Assert.Equal(new ETag("e1"), options.Conditions.IfMatch);
                ranges.Add(options.Range);
                return Response.FromValue(Result((int)options.Range.Offset, (int)options.Range.Length!), Mock.Of<Response>());
            });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_InOrder_NeedsNoMoreRequests()
    {
        await using var content = await OpenAsync();

        Assert.Equal(stored, await ReadAsync(content, 0, Bytes));
        Assert.Equal(0, await content.ReadAsync(new byte[1], Cancellation));

        Assert.Empty(ranges);
    }

    /// <summary>As a PDF is looked at, and an archive: where it begins, where it ends, then all of it.</summary>
    [Fact]
    public async Task Read_BeginningThenEndThenAll_NeedsOneMoreRequest()
    {
        await using var content = await OpenAsync();

        Assert.Equal(stored[..1024], await ReadAsync(content, 0, 1024));
        Assert.Equal(stored[^65_557..], await ReadAsync(content, Bytes - 65_557, 65_557));
        Assert.Equal(stored, await ReadAsync(content, 0, Bytes));

        Assert.Equal([new HttpRange(Bytes - 65_557, 65_557)], ranges);
    }

    [Fact]
    public async Task Read_AllAgain_ComesInFewWindows()
    {
        await using var content = await OpenAsync();
        await ReadAsync(content, 0, Bytes);

        Assert.Equal(stored, await ReadAsync(content, 0, Bytes));

        Assert.Equal(4, ranges.Count);
        Assert.All(ranges, range => Assert.InRange(range.Length!.Value, 1, Window));
    }

    [Fact]
    public async Task Read_AnyPlaces_HaveWhatIsStored()
    {
        await using var content = await OpenAsync();
        var random = new Random(2);
        for (var turn = 0; turn < 200; turn++)
        {
            var at = random.Next(Bytes);
            var count = Math.Min(random.Next(1, 100_000), Bytes - at);
            Assert.Equal(stored[at..(at + count)], await ReadAsync(content, at, count));
        }
    }

    /// <summary>Else what follows the cut would be taken for the file's end.</summary>
    [Fact]
    public async Task Read_AnswerThatEndsEarly_Fails()
    {
        var details = BlobsModelFactory.BlobDownloadDetails(contentLength: Bytes, eTag: new ETag("e1"));
        await using var content = await ArrivedContent.OpenAsync(
            blob.Object, BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(stored[..Window]), details), Cancellation);

        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(content, 0, Bytes));
    }

    private Task<ArrivedContent> OpenAsync() => ArrivedContent.OpenAsync(blob.Object, Result(0, Bytes), Cancellation);

    private static async Task<byte[]> ReadAsync(ArrivedContent content, long at, int count)
    {
        var bytes = new byte[count];
        content.Position = at;
        await content.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    private BlobDownloadStreamingResult Result(int at, int count) => BlobsModelFactory.BlobDownloadStreamingResult(
        new MemoryStream(stored, at, count), BlobsModelFactory.BlobDownloadDetails(contentLength: count, eTag: new ETag("e1")));
}
