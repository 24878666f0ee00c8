using System.Net;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using FunctionsApp.Platform;
using FunctionsApp.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace App.Tests.Retention;

public sealed class DeleteFilesTests
{
    private const string Id = "0123456789abcdefghjk";

    private readonly VersionedStorage storage = new(new()
    {
        [$"{Id}/plan/x"] = (["v1", "v2"], true),
        [$"{Id}/budget/y"] = (["v3"], true),
    });

    [Fact]
    public async Task Delete_WhereStorageKeepsVersions_LeavesNoneAndCountsEachOnce()
    {
        Assert.Equal(new DeletedFiles(3, 30, IsComplete: true), await RunAsync());
        Assert.Empty(storage.Versions);
        Assert.Equal(new DeletedFiles(0, 0, IsComplete: true), await RunAsync());
    }

    [Fact]
    public async Task Delete_WhereStorageHoldsAVersion_IsNotComplete()
    {
        storage.Held.Add("v1");
        Assert.False((await RunAsync()).IsComplete);
        Assert.Equal(["v1"], storage.Versions);

        storage.Held.Clear();
        Assert.True((await RunAsync()).IsComplete);
        Assert.Empty(storage.Versions);
    }

    /// <summary>Who has the address of an upload can lease its blob without end.</summary>
    [Fact]
    public async Task Delete_OfALeasedBlob_BreaksTheLease()
    {
        storage.IsLeased = true;

        Assert.True((await RunAsync()).IsComplete);
        Assert.Empty(storage.Versions);
    }

    private Task<DeletedFiles> RunAsync()
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(storage)) };
        options.Retry.MaxRetries = 0;
        var service = new BlobServiceClient(
            new Uri("https://account.blob.test/"), new StorageSharedKeyCredential("account", Convert.ToBase64String(new byte[32])),
            options);
        return new DeleteFiles(service, NullLogger<DeleteFiles>.Instance).RunAsync(Id, TestContext.Current.CancellationToken);
    }

    /// <summary>A storage account with versions, as Azure's; the container of accepted documents alone has blobs.</summary>
    /// <param name="blobs">By name: versions, the newest last, and whether that one is current.</param>
    private sealed class VersionedStorage(Dictionary<string, (List<string> Versions, bool HasCurrent)> blobs) : HttpMessageHandler
    {
        /// <summary>Versions that an immutability policy keeps.</summary>
        public HashSet<string> Held { get; } = [];

        /// <summary>The current versions are.</summary>
        public bool IsLeased { get; set; }

        public IEnumerable<string> Versions => blobs.Values.SelectMany(blob => blob.Versions);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            if (request.Method == HttpMethod.Delete)
            {
                return Task.FromResult(Delete(request.RequestUri.AbsolutePath[$"/{Topology.Accepted}/".Length..], query["versionid"]));
            }

            if (query["comp"] == "lease")
            {
                Assert.Equal("break", request.Headers.GetValues("x-ms-lease-action").Single());
                IsLeased = false;
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted));
            }

            Assert.Contains("versions", query["include"], StringComparison.OrdinalIgnoreCase);
            var items = request.RequestUri.AbsolutePath.Trim('/') == Topology.Accepted ? Items() : "";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"<?xml version='1.0'?><EnumerationResults><Blobs>{items}</Blobs><NextMarker/></EnumerationResults>",
                    null, "application/xml"),
            });
        }

        private string Items() => string.Concat(
            from blob in blobs
            from version in blob.Value.Versions
            let current = blob.Value.HasCurrent && version == blob.Value.Versions[^1] ? "<IsCurrentVersion>true</IsCurrentVersion>" : ""
            select $"<Blob><Name>{blob.Key}</Name><VersionId>{version}</VersionId>{current}"
                + "<Properties><Content-Length>10</Content-Length></Properties></Blob>");

        private HttpResponseMessage Delete(string name, string? version)
        {
            var (versions, _) = blobs[HttpUtility.UrlDecode(name)];
            if (version is not null && Held.Contains(version)) return new HttpResponseMessage(HttpStatusCode.Conflict);
            if (version is null && IsLeased)
            {
                var refused = new HttpResponseMessage(HttpStatusCode.PreconditionFailed);
                refused.Headers.Add("x-ms-error-code", "LeaseIdMissing");
                return refused;
            }

            if (version is null) blobs[HttpUtility.UrlDecode(name)] = (versions, false);
            else Assert.True(versions.Remove(version));
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        }
    }
}
