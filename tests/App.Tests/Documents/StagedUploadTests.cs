using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;
using Moq;

namespace App.Tests.Documents;

public class StagedUploadTests
{
    private readonly List<byte[]> staged = [];
    private readonly Mock<BlockBlobClient> blob = new();

    private readonly List<(byte[] Content, BlobUploadOptions Options)> written = [];

    public StagedUploadTests()
    {
        blob.Setup(it => it.StageBlockAsync(
                It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<BlockBlobStageBlockOptions>(), It.IsAny<CancellationToken>()))
            .Callback((string _, Stream content, BlockBlobStageBlockOptions _, CancellationToken _) => staged.Add(Copy(content)));
        blob.Setup(it => it.UploadAsync(It.IsAny<Stream>(), It.IsAny<BlobUploadOptions>(), It.IsAny<CancellationToken>()))
            .Callback((Stream content, BlobUploadOptions options, CancellationToken _) => written.Add((Copy(content), options)));
    }

    private static DocumentRecord Record => new(
        App.Tests.Applications.Examples.Id, "budget", 1, CheckState.Received, "a.pdf", 1, "00", "blob", DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData(StagedUpload.BlockBytes, 1)]
    [InlineData(StagedUpload.BlockBytes + 1, 2)]
    public async Task Stage_ABlockOrMore_StagesItInBlocks(int length, int blocks)
    {
        var body = new byte[length];
        Random.Shared.NextBytes(body);
        using var upload = await StageAsync(new MemoryStream(body), length);
        Assert.Equal(blocks, staged.Count);
        Assert.Equal(body, staged.SelectMany(block => block).ToArray());
        Assert.Equal((length, Convert.ToHexStringLower(SHA256.HashData(body))), (upload.Bytes, upload.Sha256));

        await upload.CommitAsync(Record, "application/pdf", TestContext.Current.CancellationToken);

        blob.Verify(it => it.CommitBlockListAsync(
            It.Is<IEnumerable<string>>(ids => ids.Count() == blocks),
            It.Is<CommitBlockListOptions>(options => options.Metadata["application"] == Record.Application),
            It.IsAny<CancellationToken>()));
        Assert.Empty(written);
    }

    /// <summary>One request instead of two; before it there is nothing.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StagedUpload.BlockBytes - 1)]
    public async Task Stage_LessThanABlock_IsWrittenAtOnceByTheCommit(int length)
    {
        var body = new byte[length];
        Random.Shared.NextBytes(body);
        using var upload = await StageAsync(new MemoryStream(body), StagedUpload.BlockBytes);
        Assert.Empty(staged);
        Assert.Empty(written);
        Assert.Equal((length, Convert.ToHexStringLower(SHA256.HashData(body))), (upload.Bytes, upload.Sha256));

        await upload.CommitAsync(Record, "application/pdf", TestContext.Current.CancellationToken);

        var (content, options) = Assert.Single(written);
        Assert.Equal(body, content);
        Assert.Equal(("application/pdf", Record.Application), (options.HttpHeaders.ContentType, options.Metadata["application"]));
        Assert.Empty(staged);
    }

    [Fact]
    public async Task Stage_OneByteTooMany_StopsAndCommitsNothing()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new MemoryStream(new byte[11]), 10));
        Assert.Equal("document-too-large", problem.Type.Slug);
        blob.Verify(
            it => it.CommitBlockListAsync(
                It.IsAny<IEnumerable<string>>(), It.IsAny<CommitBlockListOptions>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    /// <summary>The next block is read while the one before is sent: its content must stay until then.</summary>
    [Fact]
    public async Task Stage_SlowStorage_SendsEachBlockAsItWasRead()
    {
        const int Length = (3 * StagedUpload.BlockBytes) + 1;
        var sent = new List<byte[]>();
        var body = new SignallingStream(Length, StagedUpload.BlockBytes);
        blob.Setup(it => it.StageBlockAsync(
                It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<BlockBlobStageBlockOptions>(), It.IsAny<CancellationToken>()))
            .Returns(async (string _, Stream content, BlockBlobStageBlockOptions _, CancellationToken _) =>
            {
                // Of three full blocks the last one has one byte behind it.
                await body.Reached(Math.Min((sent.Count + 2) * StagedUpload.BlockBytes, Length));
                sent.Add(Copy(content));
                return null!;
            });

        using var upload = await StageAsync(body, Length);

        Assert.Equal(body.Content, sent.SelectMany(block => block).ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body.Content)), upload.Sha256);
    }

    [Fact]
    public async Task Stage_BodyThatBreaksOff_WaitsForTheBlockOnItsWay()
    {
        var storage = new TaskCompletionSource<Azure.Response<BlockInfo>>();
        blob.Setup(it => it.StageBlockAsync(
                It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<BlockBlobStageBlockOptions>(), It.IsAny<CancellationToken>()))
            .Returns(storage.Task);

        var staging = StageAsync(new MemoryStream(new byte[StagedUpload.BlockBytes + 1]), StagedUpload.BlockBytes);
        Assert.False(staging.IsCompleted);
        storage.SetException(new IOException("Storage is gone."));

        await Assert.ThrowsAsync<ProblemException>(() => staging);
    }

    [Fact]
    public void Tag_ThroughMetadata_ComesBack()
    {
        var tag = new DocumentTag(App.Tests.Applications.Examples.Id, "budget", 2, "预算 表.xlsx");
        Assert.All(tag.ToMetadata().Values, value => Assert.True(value.All(char.IsAscii)));
        Assert.Equal(tag, DocumentTag.Read(tag.ToMetadata()));
        Assert.Null(DocumentTag.Read(new Dictionary<string, string> { ["application"] = "x", ["type"] = "y", ["version"] = "-1" }));
    }

    private static byte[] Copy(Stream content)
    {
        var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Random content; says when it was read to a place.</summary>
    private sealed class SignallingStream : MemoryStream
    {
        private readonly SortedDictionary<int, TaskCompletionSource> places = [];

        public SignallingStream(int length, int step)
        {
            Content = new byte[length];
            new Random(1).NextBytes(Content);
            Write(Content);
            Position = 0;
            for (var at = step; at < length; at += step) places[at] = new TaskCompletionSource();
            places[length] = new TaskCompletionSource();
        }

        public byte[] Content { get; }

        public Task Reached(int place) => places[place].Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            foreach (var (place, reached) in places) if (Position >= place) reached.TrySetResult();
            return read;
        }
    }

    private Task<StagedUpload> StageAsync(Stream body, long limit) =>
        StagedUpload.StageAsync(blob.Object, body, limit, DocumentProblems.DocumentTooLarge, TestContext.Current.CancellationToken);
}
