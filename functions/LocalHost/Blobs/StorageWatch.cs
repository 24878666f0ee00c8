using Azure.Core;
using Azure.Core.Pipeline;

namespace LocalHost.Blobs;

/// <summary>Counts the requests of a storage client and reports the blobs it wrote, before the writer goes on.</summary>
/// <param name="operation">Names what a request does, see <see cref="StorageOperation"/>.</param>
internal sealed class StorageWatch(
    string service, StorageTransactions transactions, Func<Request, string> operation, Action<BlobVersion>? written = null) : HttpPipelinePolicy
{
    /// <summary>The sub-resources whose writing gives a blob a new ETag; null is the blob itself.</summary>
    private static readonly string?[] Changing = [null, "blocklist", "metadata", "properties", "appendblock", "page"];

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        transactions.Count(service, operation(message.Request));
        ProcessNext(message, pipeline);
        Report(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        transactions.Count(service, operation(message.Request));
        await ProcessNextAsync(message, pipeline);
        Report(message);
    }

    private void Report(HttpMessage message)
    {
        if (written is null || message.Request.Method != RequestMethod.Put || message.Response is not { Status: 200 or 201 or 202 } response) return;
        if (response.Headers.ETag is { } etag && Written(message.Request.Uri.ToUri(), etag.ToString()) is { } version) written(version);
    }

    /// <summary>Which blob a successful PUT wrote; null when it wrote something else.</summary>
    internal static BlobVersion? Written(Uri uri, string etag)
    {
        var query = uri.Query.TrimStart('?').Split('&').Select(part => part.Split('=', 2)).ToLookup(part => part[0], part => part.ElementAtOrDefault(1));
        if (query["restype"].Any() || !Changing.Contains(query["comp"].FirstOrDefault())) return null;

        // The emulator's addresses carry the account in the path: /account/container/name.
        var path = uri.AbsolutePath.Split('/', 4);
        return path.Length == 4 && path[3].Length > 0
            ? new BlobVersion(Uri.UnescapeDataString(path[2]), Uri.UnescapeDataString(path[3]), etag.Trim('"'))
            : null;
    }
}
