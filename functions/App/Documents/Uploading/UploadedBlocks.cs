using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace FunctionsApp.Documents.Uploading;

/// <summary>The blob of an open upload, as storage has it: blocks that no one can read until they are committed.</summary>
internal sealed class UploadedBlocks(BlockBlobClient blob, long total)
{
    private static readonly BlobRequestConditions Absent = new() { IfNoneMatch = ETag.All };

    /// <summary>Numbers of those that arrived, ascending.</summary>
    public async Task<IReadOnlyList<int>> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            BlockList list = await blob.GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellation);
            return UploadBlocks.Arrived(list.UncommittedBlocks.Select(block => (block.Name, block.SizeLong)), total);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Makes the blob appear, by our own numbering. Safe twice: one that is there stays as it is.</summary>
    /// <returns>False: blocks are gone, or another blob took their place.</returns>
    public async Task<bool> CommitAsync(DocumentTag tag, string mediaType, CancellationToken cancellation)
    {
        var options = new CommitBlockListOptions
        {
            Conditions = Absent, Metadata = tag.ToMetadata(), HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
        };
        try
        {
            var names = Enumerable.Range(0, UploadBlocks.Count(total)).Select(UploadBlocks.Name);
            if (await OnceAsync(names, options, cancellation) is not null) return true;
            BlobProperties there = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            return DocumentTag.Read(there.Metadata) is { } found && found with { Trace = tag.Trace } == tag;
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 404)
        {
            return false;
        }
    }

    /// <summary>Takes the blocks away. Storage deletes only blobs: an empty one takes their place first.</summary>
    public async Task DropAsync(CancellationToken cancellation)
    {
        var options = new CommitBlockListOptions { Conditions = Absent };
        if (await OnceAsync([], options, cancellation) is not { } empty) return;
        try
        {
            await blob.DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = empty }, cancellationToken: cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Someone who still holds the address wrote another blob: its check removes it, since no record names it.
        }
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
