using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents;
using Moq;

namespace App.Tests.Documents;

public sealed class ArrivedBlobTests
{
    private static readonly DocumentTag Tag = new("a1", "budget", 1, "a.xlsx");
    private readonly Mock<BlobClient> blob = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_None_IsNull()
    {
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(404, "BlobNotFound"));

        Assert.Null(await ArrivedBlob.FindAsync(blob.Object, Cancellation));
    }

    /// <summary>One request brings what a check needs.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(ArrivedContent.WindowBytes)]
    public async Task Find_AtMostAWindow_NeedsNoSecondRequest(int bytes)
    {
        var content = new byte[bytes];
        Random.Shared.NextBytes(content);
        await using var arrived = await FindAsync(content);

        for (var turn = 0; turn < 2; turn++)
        {
            using var read = new MemoryStream();
            arrived.Content.Position = 0;
            await arrived.Content.CopyToAsync(read, Cancellation);
            Assert.Equal(content, read.ToArray());
        }

        Assert.Equal((new ETag("e1"), Tag), (arrived.ETag, arrived.Tag));
        blob.Verify(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    /// <summary>The first answer of a copy under way has an ETag that its end changes.</summary>
    [Theory]
    [InlineData("success", "first")]
    [InlineData("pending", "last")]
    public async Task CopyTo_ByTheCopysStatus_AnswersTheETagThatStays(string status, string expected)
    {
        var options = (BlobCopyFromUriOptions?)null;
        var copy = new Mock<CopyFromUriOperation>();
        copy.Setup(one => one.GetRawResponse()).Returns(new TaggedResponse(new ETag("first"), status));
        copy.Setup(one => one.WaitForCompletionAsync(It.IsAny<CancellationToken>()))
            .Returns(ValueTask.FromResult(Response.FromValue(1L, (Response)new TaggedResponse(new ETag("last"), "success"))));
        var target = new Mock<BlobClient>();
        target.Setup(one => one.StartCopyFromUriAsync(It.IsAny<Uri>(), It.IsAny<BlobCopyFromUriOptions>(), It.IsAny<CancellationToken>()))
            .Callback((Uri _, BlobCopyFromUriOptions given, CancellationToken _) => options = given)
            .ReturnsAsync(copy.Object);

        var placed = await (await FindAsync([1])).CopyOnceAsync(target.Object, "aa", Cancellation);

        Assert.Equal(new PlacedBlob(new ETag(expected), "aa"), placed);

        Assert.Equal((new ETag("e1"), ETag.All), (options!.SourceConditions.IfMatch, options.DestinationConditions.IfNoneMatch));
    }

    private async Task<ArrivedBlob> FindAsync(byte[] content)
    {
        var details = BlobsModelFactory.BlobDownloadDetails(
            contentLength: content.Length, eTag: new ETag("e1"), metadata: Tag.ToMetadata());
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(() =>
            Response.FromValue(BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(content), details), Mock.Of<Response>()));
        return (await ArrivedBlob.FindAsync(blob.Object, Cancellation))!;
    }
}
