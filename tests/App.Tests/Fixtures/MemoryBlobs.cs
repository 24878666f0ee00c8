using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Moq;

namespace App.Tests.Fixtures;

/// <summary>Blobs in memory, written at once and read at once.</summary>
internal sealed class MemoryBlobs
{
    /// <summary>By container and name.</summary>
    public ConcurrentDictionary<string, byte[]> Written { get; } = [];

    public BlobServiceClient Client
    {
        get
        {
            var service = new Mock<BlobServiceClient>();
            service.Setup(one => one.GetBlobContainerClient(It.IsAny<string>())).Returns((string container) => Container(container));
            return service.Object;
        }
    }

    private BlobContainerClient Container(string container)
    {
        var mock = new Mock<BlobContainerClient>();
        mock.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns((string name) => Blob($"{container}/{name}"));
        return mock.Object;
    }

    private BlobClient Blob(string name)
    {
        var mock = new Mock<BlobClient>();
        mock.Setup(one => one.UploadAsync(It.IsAny<BinaryData>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns((BinaryData content, bool _, CancellationToken _) =>
            {
                Written[name] = content.ToArray();
                return Task.FromResult(Response.FromValue(
                    BlobsModelFactory.BlobContentInfo(default, default, default, default, default), Mock.Of<Response>()));
            });
        mock.Setup(one => one.UploadAsync(It.IsAny<BinaryData>(), It.IsAny<BlobUploadOptions>(), It.IsAny<CancellationToken>()))
            .Returns((BinaryData content, BlobUploadOptions options, CancellationToken _) =>
            {
                var isNew = options.Conditions?.IfNoneMatch == ETag.All;
                if (isNew && Written.ContainsKey(name)) throw new RequestFailedException(409, "BlobAlreadyExists");
                Written[name] = content.ToArray();
                return Task.FromResult(Response.FromValue(
                    BlobsModelFactory.BlobContentInfo(default, default, default, default, default), Mock.Of<Response>()));
            });
        mock.Setup(one => one.DownloadContentAsync(It.IsAny<CancellationToken>()))
            .Returns((CancellationToken _) => Written.TryGetValue(name, out var content)
                ? Task.FromResult(Response.FromValue(
                    BlobsModelFactory.BlobDownloadResult(BinaryData.FromBytes(content)), Mock.Of<Response>()))
                : throw new RequestFailedException(404, "BlobNotFound"));
        return mock.Object;
    }
}
