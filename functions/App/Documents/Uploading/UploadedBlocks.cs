using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace FunctionsApp.Documents.Uploading;

/// <summary>The blob of an open upload, as storage has it: blocks that no one can read until they are committed.</summary>
internal sealed class UploadedBlocks(BlockBlobClient blob, long total)
{
    private static readonly BlobRequestConditions Absent = new() { IfNoneMatch = ETag.All };

    /// <summary>Numbers of those that arrived, ascending; and whether the blob itself is there.</summary>
    public async Task<(IReadOnlyList<int> Arrived, bool IsCommitted)> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            BlockList list = await blob.GetBlockListAsync(BlockListTypes.All, cancellationToken: cancellation);
            var arrived = UploadBlocks.Arrived(list.UncommittedBlocks.Select(block => (block.Name, block.SizeLong)), total);
            return (arrived, list.CommittedBlocks.Any());
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return ([], false);
        }
    }

    /// <summary>Makes the blob appear, by our own numbering. Safe twice: one that is there stays as it is.</summary>
    public Task CommitAsync(IDictionary<string, string> metadata, string mediaType, CancellationToken cancellation) => OnceAsync(
        Enumerable.Range(0, UploadBlocks.Count(total)).Select(UploadBlocks.Name),
        new CommitBlockListOptions
        {
            Conditions = Absent, Metadata = metadata, HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
        },
        cancellation);

    /// <summary>Takes the blocks away. Storage deletes only blobs: an empty one takes their place first.</summary>
    public async Task DropAsync(CancellationToken cancellation)
    {
        var options = new CommitBlockListOptions { Conditions = Absent };
        if (await OnceAsync([], options, cancellation) is not { } empty) return;
        await blob.DeleteIfExistsAsync(
            conditions: new BlobRequestConditions { IfMatch = empty }, cancellationToken: cancellation);
    }

    private async Task<ETag?> OnceAsync(IEnumerable<string> names, CommitBlockListOptions options, CancellationToken cancellation)
    {
        try
        {
            BlobContentInfo written = await blob.CommitBlockListAsync(names, options, cancellation);
            return written.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return null;
        }
    }
}
