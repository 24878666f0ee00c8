using Azure.Storage.Blobs;

namespace FunctionsApp.Documents.Scanning;

/// <summary>Where no scanner is configured.</summary>
public sealed class NoScan : IMalwareScan
{
    private static readonly Task<ScanResult> None = Task.FromResult(new ScanResult(ScanOutcome.None));

    public Task<ScanResult> ScanAsync(BlobClient blob, Stream content, CancellationToken cancellation) => None;
}
