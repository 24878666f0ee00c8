using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Platform;

namespace FunctionsApp.Duplicates;

/// <summary>The fingerprints of all submitted applications: append blobs <c>{yyyy-MM}</c>, one record behind the other.</summary>
/// <remarks>
/// A comparison reads all of it, in order and through one buffer: 384 bytes for each text, document or answer, that is 38 MB for 100,000
/// of them. Buckets of alike signatures would be rows by the dozen for each document, and as many reads.
/// </remarks>
public sealed class FingerprintIndex(BlobServiceClient blobs, TimeProvider time)
{
    private const int RecordsAtOnce = 1024;

    private BlobContainerClient Container => blobs.GetBlobContainerClient(Topology.Fingerprints);

    /// <summary>All in one block, which is there or not. A second run adds them once more: readers take no notice.</summary>
    public async Task AddAsync(IReadOnlyList<Fingerprint> fingerprints, CancellationToken cancellation)
    {
        if (fingerprints.Count == 0) return;
        var block = new byte[fingerprints.Count * Fingerprint.Size];
        foreach (var (place, fingerprint) in fingerprints.Index()) fingerprint.Write(block.AsSpan(place * Fingerprint.Size));
        var month = time.GetUtcNow().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        for (var number = 1; ; number++)
        {
            var blob = Container.GetAppendBlobClient(number == 1 ? month : $"{month}-{number:D3}");
            try
            {
                await AppendAsync(blob, block, cancellation);
                return;
            }
            // After 50,000 blocks the next blob of the month begins.
            catch (RequestFailedException full) when (full.ErrorCode == BlobErrorCode.BlockCountExceedsLimit)
            {
            }
        }
    }

    /// <summary>Shows all that was added, in the order of the months.</summary>
    public async Task ReadAsync(Candidates candidates, CancellationToken cancellation)
    {
        var buffer = new byte[RecordsAtOnce * Fingerprint.Size];
        await foreach (var blob in Container.GetBlobsAsync(cancellationToken: cancellation))
        {
            var content = (await Container.GetBlobClient(blob.Name).DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            await using var stream = content.Content;
            int bytes;
            while ((bytes = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)) > 0)
            {
                for (var at = 0; at + Fingerprint.Size <= bytes; at += Fingerprint.Size)
                {
                    var record = buffer.AsSpan(at, Fingerprint.Size);
                    if (Fingerprint.IsKnown(record)) candidates.See(record);
                }
            }
        }
    }

    private static async Task AppendAsync(AppendBlobClient blob, byte[] block, CancellationToken cancellation)
    {
        try
        {
            await blob.AppendBlockAsync(new MemoryStream(block, writable: false), cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await blob.AppendBlockAsync(new MemoryStream(block, writable: false), cancellationToken: cancellation);
        }
    }
}
