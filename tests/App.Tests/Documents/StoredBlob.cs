using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Moq;

namespace App.Tests.Documents;

/// <summary>A blob among the accepted documents, as storage has it now.</summary>
internal static class StoredBlob
{
    /// <param name="content">Null for none.</param>
    public static BlobServiceClient Of(byte[]? content, string etag)
    {
        var blob = new Mock<BlobClient>();
        var properties = blob.Setup(one => one.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()));
        if (content is null) properties.ThrowsAsync(new RequestFailedException(404, "BlobNotFound"));
        else properties.ReturnsAsync(Response.FromValue(BlobsModelFactory.BlobProperties(contentLength: content.Length, eTag: new ETag(etag)), Mock.Of<Response>()));
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(() =>
            Response.FromValue(BlobsModelFactory.BlobDownloadStreamingResult(content: new MemoryStream(content!)), Mock.Of<Response>()));
        var container = Mock.Of<BlobContainerClient>(one => one.GetBlobClient(It.IsAny<string>()) == blob.Object);
        return Mock.Of<BlobServiceClient>(one => one.GetBlobContainerClient("accepted") == container);
    }
}
