using System.Collections.Concurrent;
using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents;
using Moq;

namespace App.Tests.Documents;

/// <summary>Containers of documents in memory, with ETags, metadata, conditions and copies as storage has them.</summary>
internal sealed class PlayedStorage
{
    private readonly ConcurrentDictionary<string, BlobClient> clients = [];
    private readonly ConcurrentDictionary<string, BlobContainerClient> containers = [];
    private int writes;

    /// <summary>By container and name.</summary>
    public ConcurrentDictionary<string, PlayedBlob> Blobs { get; } = [];

    public ConcurrentQueue<string> Copies { get; } = [];

    /// <summary>Containers and names of blobs of which someone made snapshots.</summary>
    public HashSet<string> Snapshots { get; } = [];

    /// <summary>Happens before a blob is copied.</summary>
    public Action Copying { get; set; } = () => { };

    /// <summary>Happens before the properties of a blob are read, given its container and name.</summary>
    public Action<string> Looking { get; set; } = _ => { };

    public BlobServiceClient Client
    {
        get
        {
            var service = new Mock<BlobServiceClient>();
            service.Setup(one => one.GetBlobContainerClient(It.IsAny<string>())).Returns((string container) => Container(container));
            return service.Object;
        }
    }

    public IEnumerable<string> In(string container) =>
        Blobs.Keys.Where(name => name.StartsWith($"{container}/", StringComparison.Ordinal))
            .Select(name => name[(container.Length + 1)..]);

    public void Put(string container, string name, byte[] content, DocumentTag? tag = null, DateTimeOffset? at = null) =>
        Blobs[$"{container}/{name}"] = Next(content, tag?.ToMetadata() ?? [], at);

    public BlobClient Blob(string container, string name) =>
        clients.GetOrAdd($"{container}/{name}", path => MakeBlob(path, name));

    private BlobClient MakeBlob(string path, string name)
    {
        var mock = new Mock<BlobClient>();
        mock.Setup(one => one.Name).Returns(name);
        mock.Setup(one => one.Uri).Returns(new Uri($"https://storage.example/{path}"));
        mock.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .Returns((BlobDownloadOptions? options, CancellationToken _) => Task.FromResult(Download(path, options)));
        mock.Setup(one => one.DeleteIfExistsAsync(
                It.IsAny<DeleteSnapshotsOption>(), It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()))
            .Returns((DeleteSnapshotsOption snapshots, BlobRequestConditions? _, CancellationToken _) =>
            {
                var isKept = Snapshots.Contains(path) && snapshots != DeleteSnapshotsOption.IncludeSnapshots;
                if (isKept) throw new RequestFailedException(409, "SnapshotsPresent");
                return Task.FromResult(Response.FromValue(Blobs.TryRemove(path, out PlayedBlob? _), Mock.Of<Response>()));
            });
        mock.Setup(one => one.ExistsAsync(It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(Response.FromValue(Blobs.ContainsKey(path), Mock.Of<Response>())));
        mock.Setup(one => one.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()))
            .Callback(() => Looking(path))
            .Returns(() => Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlobProperties(
                    contentLength: Found(path).Content.Length, eTag: Found(path).ETag, blobCopyStatus: Found(path).Copy),
                Mock.Of<Response>())));
        mock.Setup(one => one.StartCopyFromUriAsync(It.IsAny<Uri>(), It.IsAny<BlobCopyFromUriOptions>(), It.IsAny<CancellationToken>()))
            .Returns((Uri from, BlobCopyFromUriOptions options, CancellationToken _) => Task.FromResult(Copy(from, path, options)));
        return mock.Object;
    }

    private BlobContainerClient Container(string name) => containers.GetOrAdd(name, MakeContainer);

    private BlobContainerClient MakeContainer(string container)
    {
        var mock = new Mock<BlobContainerClient>();
        mock.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns((string name) => Blob(container, name));
        mock.Setup(one => one.GetBlobsAsync(
                It.IsAny<BlobTraits>(), It.IsAny<BlobStates>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(() => AsyncPageable<BlobItem>.FromPages(
                [Page<BlobItem>.FromValues([.. Listed(container)], null, Mock.Of<Response>())]));
        return mock.Object;
    }

    private IEnumerable<BlobItem> Listed(string container) =>
        from name in In(container).Order(StringComparer.Ordinal)
        let blob = Blobs[$"{container}/{name}"]
        let properties = BlobsModelFactory.BlobItemProperties(
            accessTierInferred: false, contentLength: blob.Content.Length, eTag: blob.ETag, lastModified: blob.At)
        select BlobsModelFactory.BlobItem(name, properties: properties, metadata: blob.Metadata);

    private Response<BlobDownloadStreamingResult> Download(string path, BlobDownloadOptions? options)
    {
        var blob = Found(path);
        Require(options?.Conditions?.IfMatch, blob);
        var details = BlobsModelFactory.BlobDownloadDetails(
            contentLength: blob.Content.Length, eTag: blob.ETag, metadata: blob.Metadata);
        return Response.FromValue(
            BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(blob.Content), details), Mock.Of<Response>());
    }

    private CopyFromUriOperation Copy(Uri from, string path, BlobCopyFromUriOptions options)
    {
        Copying();
        var source = Found(Uri.UnescapeDataString(from.AbsolutePath.TrimStart('/')));
        Require(options.SourceConditions?.IfMatch, source);
        var copied = Next(source.Content, options.Metadata ?? source.Metadata, null) with { Copy = CopyStatus.Success };
        if (options.DestinationConditions?.IfNoneMatch != ETag.All) Blobs[path] = copied;
        else if (!Blobs.TryAdd(path, copied)) throw new RequestFailedException(409, "BlobAlreadyExists");
        Copies.Enqueue(path);
        var copy = new Mock<CopyFromUriOperation>();
        copy.Setup(one => one.GetRawResponse()).Returns(new TaggedResponse(Blobs[path].ETag, "success"));
        return copy.Object;
    }

    private PlayedBlob Next(byte[] content, IDictionary<string, string> metadata, DateTimeOffset? at) =>
        new(content, new ETag($"e{Interlocked.Increment(ref writes)}"), metadata, at ?? DateTimeOffset.UnixEpoch);

    private PlayedBlob Found(string path) =>
        Blobs.TryGetValue(path, out var blob) ? blob : throw new RequestFailedException(404, "BlobNotFound");

    private static void Require(ETag? wanted, PlayedBlob blob)
    {
        if (wanted is { } etag && etag != blob.ETag) throw new RequestFailedException(412, "ConditionNotMet");
    }
}

internal sealed record PlayedBlob(byte[] Content, ETag ETag, IDictionary<string, string> Metadata, DateTimeOffset At)
{
    /// <summary>Null for one that was written.</summary>
    public CopyStatus? Copy { get; init; }
}
