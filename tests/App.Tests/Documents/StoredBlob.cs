using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Documents;

/// <summary>Blobs among the accepted documents, as storage has them now.</summary>
internal static class StoredBlob
{
    /// <summary>Documents over such blobs, for tests that look at no record of what was altered.</summary>
    public static AcceptedDocuments Documents(BlobServiceClient blobs, DocumentMetrics metrics) => new(
        blobs, metrics,
        new AlterationRecord(
            blobs, new StoreUnderTest(DocumentAggregate.Kind).Store, new Afterwork(), NullLogger<AlterationRecord>.Instance),
        NullLogger<AcceptedDocuments>.Instance);

    /// <param name="content">Of each; null where there is none.</param>
    public static BlobServiceClient Of(byte[]? content, string etag, params string[] names)
    {
        var blob = new Mock<BlobClient>();
        var properties = blob.Setup(one => one.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()));
        if (content is null) properties.ThrowsAsync(new RequestFailedException(404, "BlobNotFound"));
        else properties.ReturnsAsync(Response.FromValue(
            BlobsModelFactory.BlobProperties(contentLength: content.Length, eTag: new ETag(etag)), Mock.Of<Response>()));
        blob.Setup(one => one.ExistsAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(Response.FromValue(content is not null, Mock.Of<Response>()));
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .Returns((BlobDownloadOptions options, CancellationToken _) => Download(options));
        var container = new Mock<BlobContainerClient>();
        container.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns(blob.Object);
        container.Setup(
            one => one.GetBlobsAsync(It.IsAny<BlobTraits>(), It.IsAny<BlobStates>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns((BlobTraits _, BlobStates _, string prefix, CancellationToken _) => AsyncPageable<BlobItem>.FromPages(
                [Page<BlobItem>.FromValues([.. Listed(prefix)], null, Mock.Of<Response>())]));
        return Mock.Of<BlobServiceClient>(one => one.GetBlobContainerClient("accepted") == container.Object);

        Task<Response<BlobDownloadStreamingResult>> Download(BlobDownloadOptions options)
        {
            if (content is null) throw new RequestFailedException(404, "BlobNotFound");
            if (options.Conditions?.IfMatch is { } wanted && wanted != new ETag(etag))
            {
                throw new RequestFailedException(412, "ConditionNotMet");
            }

            var part = Part(options.Range);
            var details = BlobsModelFactory.BlobDownloadDetails(
                contentLength: part.Length,
                contentRange: $"bytes {options.Range.Offset}-{options.Range.Offset + part.Length - 1}/{content.Length}");
            return Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(part), details), Mock.Of<Response>()));
        }

        byte[] Part(HttpRange range) => content![(int)range.Offset..(int)(
            range.Offset + (range.Length ?? (content.Length - range.Offset)))];

        IEnumerable<BlobItem> Listed(string prefix) => content is null ? [] :
            from name in names
            where name.StartsWith(prefix, StringComparison.Ordinal)
            let listed = BlobsModelFactory.BlobItemProperties(
                accessTierInferred: false, contentLength: content.Length, eTag: new ETag(etag))
            select BlobsModelFactory.BlobItem(name, properties: listed);
    }
}
