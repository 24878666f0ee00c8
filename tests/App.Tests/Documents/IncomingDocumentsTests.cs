using App.Tests.Applications;
using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Documents;

public class IncomingDocumentsTests
{
    private readonly StoreUnderTest under = new(DocumentAggregate.Kind);
    private readonly Mock<BlobContainerClient> container = new();
    private readonly List<string> looked = [];
    private readonly List<BlobItem> waiting = [];

    /// <summary>What waits for long is checked; what is on its way, or no upload, is left to its own event.</summary>
    [Fact]
    public async Task Recheck_ByAge_ChecksWhatWaitsForLong()
    {
        await ReceivedAsync("old");
        await ReceivedAsync("other-blob", name: "not-the-records");
        waiting.Add(BlobsModelFactory.BlobItem("stray", metadata: new Dictionary<string, string>()));
        under.Time.Advance(TimeSpan.FromMinutes(14));
        await RecheckAsync();
        Assert.Empty(looked);

        under.Time.Advance(TimeSpan.FromMinutes(1));
        await RecheckAsync();

        Assert.Equal(["old"], looked);
    }

    [Fact]
    public async Task Recheck_OneFailsAgain_ChecksTheOthersAndFails()
    {
        await ReceivedAsync("bad", failure: new InvalidOperationException("again"));
        await ReceivedAsync("good");
        under.Time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AggregateException>(RecheckAsync);

        Assert.Equal(["bad", "good"], looked);
    }

    [Fact]
    public async Task Recheck_Outage_EndsTheSweep()
    {
        await ReceivedAsync("silent", failure: new RequestFailedException(503, "busy"));
        await ReceivedAsync("good");
        under.Time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<RequestFailedException>(RecheckAsync);

        Assert.Equal(["silent"], looked);
    }

    private Task RecheckAsync()
    {
        var page = Azure.Page<BlobItem>.FromValues([.. waiting], null, Mock.Of<Response>());
        container.Setup(client => client.GetBlobsAsync(
            It.IsAny<BlobTraits>(), It.IsAny<BlobStates>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(AsyncPageable<BlobItem>.FromPages([page]));
        var blobs = Mock.Of<BlobServiceClient>(service => service.GetBlobContainerClient("incoming") == container.Object);
        var incoming = new IncomingDocuments(
            blobs, under.Store, null!, null!, null!, null!, null!, under.Time, NullLogger<IncomingDocuments>.Instance);
        return incoming.RecheckAsync(TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken);
    }

    /// <summary>An upload whose blob waits; looking at the blob finds that another run cleared it away, or fails.</summary>
    private async Task ReceivedAsync(string blob, Exception? failure = null, string? name = null)
    {
        var draft = Examples.Draft() with { Id = FunctionsApp.Platform.Ids.New() };
        await under.Store.PutAsync(DocumentAggregate.Kind, draft.Id, _ => ReceiveDocument.Decide(
            Uploads.Of(draft), Examples.Fund, new Upload("budget", blob, "a.xlsx", 3, "cd"), Uploads.MaxUploads, "u1", under.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        var tag = new DocumentTag(draft.Id, "budget", 1, "a.xlsx");
        waiting.Add(BlobsModelFactory.BlobItem(name ?? blob, metadata: tag.ToMetadata()));
        var client = new Mock<BlobClient>();
        client.Setup(each => each.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .Callback(() => looked.Add(blob))
            .ThrowsAsync(failure ?? new RequestFailedException(404, "BlobNotFound"));
        container.Setup(each => each.GetBlobClient(blob)).Returns(client.Object);
    }
}
