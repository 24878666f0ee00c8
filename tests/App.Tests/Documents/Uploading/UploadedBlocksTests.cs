using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Uploading;
using Moq;

namespace App.Tests.Documents.Uploading;

public class UploadedBlocksTests
{
    private static readonly DocumentTag Tag = new("a", "budget", 1, "预算.xlsx", "first-trace");

    private readonly Mock<BlockBlobClient> blob = new();

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(null, false)]
    public async Task Commit_BlobIsThere_SucceedsWhereItIsTheSameDocument(int? version, bool isSame)
    {
        Commits(new RequestFailedException(409, "BlobAlreadyExists"));
        var metadata = version is { } number ? (Tag with { Version = number, Trace = "other-trace" }).ToMetadata() : [];
        blob.Setup(it => it.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Response.FromValue(BlobsModelFactory.BlobProperties(metadata: metadata), Mock.Of<Response>()));

        Assert.Equal(isSame, await CommitAsync());
    }

    [Fact]
    public async Task Commit_BlocksAreGone_Fails()
    {
        Commits(new RequestFailedException(400, "InvalidBlockList"));

        Assert.False(await CommitAsync());
    }

    /// <summary>A second completion or the sweep repeats it.</summary>
    [Fact]
    public async Task Commit_StorageSilent_Throws()
    {
        Commits(new RequestFailedException(503, "ServerBusy"));

        await Assert.ThrowsAsync<RequestFailedException>(CommitAsync);
    }

    private void Commits(RequestFailedException failure) => blob.Setup(it => it.CommitBlockListAsync(
        It.IsAny<IEnumerable<string>>(), It.IsAny<CommitBlockListOptions>(), It.IsAny<CancellationToken>())).ThrowsAsync(failure);

    private Task<bool> CommitAsync() =>
        new UploadedBlocks(blob.Object, UploadBlocks.Bytes + 1L).CommitAsync(Tag, "application/pdf", TestContext.Current.CancellationToken);
}
