using Azure.Storage.Blobs;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Documents.Scanning;

/// <summary>Waits for the index tag that Defender for Storage writes on a blob once it has scanned it.</summary>
/// <remarks>A write to the blob drops the tag, and an upload's address may not write one: what is there is about this content.</remarks>
/// <param name="patience">After it the document waits for the sweep.</param>
public sealed class DefenderScan(TimeSpan patience, TimeProvider time) : IMalwareScan
{
    public const string Tag = "Malware Scanning scan result";

    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task<ScanResult> ScanAsync(BlobClient blob, Stream content, CancellationToken cancellation)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            var tags = (await blob.GetTagsAsync(cancellationToken: cancellation)).Value.Tags;
            if (tags.TryGetValue(Tag, out var verdict)) return Read(verdict);
            if (time.GetElapsedTime(begun) + Pause > patience) return ScanResult.Pending;
            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <exception cref="OutageException">Defender writes no such verdict.</exception>
    internal static ScanResult Read(string verdict) => verdict.ToUpperInvariant() switch
    {
        "NO THREATS FOUND" => ScanResult.Clean,
        // Its own alert names what it found.
        "MALICIOUS" => ScanResult.Malware(null),
        "NOT SCANNED" or "ERROR" => ScanResult.NotScannable(verdict),
        _ => throw new OutageException("Defender's tag has an unknown verdict"),
    };
}
