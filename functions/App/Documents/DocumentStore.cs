using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Shared;

namespace FunctionsApp.Documents;

/// <summary>Content on its way in: its blocks are stored and no blob shows yet.</summary>
public sealed record StagedUpload(string Name, IReadOnlyList<string> Blocks, long Bytes, byte[] Sha256)
{
    public string Hash => Convert.ToHexStringLower(Sha256);
}

/// <summary>Documents in Blob storage and their rows in the application's partition.</summary>
public sealed class DocumentStore(BlobServiceClient blobs, TableServiceClient tables)
{
    private const int BlockBytes = 4 * 1024 * 1024;

    private BlobContainerClient Incoming => blobs.GetBlobContainerClient(Topology.Incoming);

    private BlobContainerClient Accepted => blobs.GetBlobContainerClient(Topology.Accepted);

    /// <summary>Null when there is none.</summary>
    public async Task<Document?> FindAsync(string applicationId, string type, int version, CancellationToken cancellation)
    {
        var row = await tables.GetTableClient(Topology.ApplicationsTable).GetEntityIfExistsAsync<TableEntity>(applicationId, DocumentRow.Key(type, version), cancellationToken: cancellation);
        return row.HasValue ? DocumentRow.Read(row.Value!) : null;
    }

    /// <summary>Stores content block by block, one block in memory at a time. Blocks that are never committed vanish by themselves.</summary>
    public async Task<StagedUpload> StageAsync(string name, Stream content, CancellationToken cancellation)
    {
        var blob = Incoming.GetBlockBlobClient(name);
        var blocks = new List<string>();
        var bytes = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellation)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                bytes += read;
                var block = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
                // A seekable stream over the block: the client can repeat it when storage is busy.
                using var body = new MemoryStream(buffer, 0, read, writable: false);
                await blob.StageBlockAsync(block, body, cancellationToken: cancellation);
                blocks.Add(block);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new StagedUpload(name, blocks, bytes, hash.GetHashAndReset());
    }

    /// <summary>Makes a staged upload a blob, which the check then takes up.</summary>
    public Task CommitAsync(StagedUpload upload, Document document, CancellationToken cancellation) =>
        Incoming.GetBlockBlobClient(upload.Name).CommitBlockListAsync(upload.Blocks, new CommitBlockListOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = document.Format.Type() },
            Metadata = UploadMetadata.Write(document),
        }, cancellation);

    /// <summary>Copies the checked upload to its place among the accepted, exactly the content that was checked.</summary>
    /// <exception cref="RequestFailedException">412: the upload was overwritten since.</exception>
    public async Task AcceptAsync(BlobClient upload, ETag read, Document document, CancellationToken cancellation)
    {
        var target = Accepted.GetBlobClient(document.Accepted);
        try
        {
            var copy = await target.StartCopyFromUriAsync(upload.Uri, new BlobCopyFromUriOptions
            {
                SourceConditions = new BlobRequestConditions { IfMatch = read },
                DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                Metadata = UploadMetadata.Write(document),
            }, cancellation);
            await copy.WaitForCompletionAsync(cancellation);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // An earlier run of the same check copied it.
        }
    }

    /// <summary>The accepted content; null when there is none.</summary>
    public async Task<Stream?> OpenAcceptedAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await Accepted.GetBlobClient(name).OpenReadAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
