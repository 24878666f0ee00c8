using Azure.Storage.Blobs;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents.Scanning;

/// <summary>Scans a document as the settings ask for, and shows operators what came of it.</summary>
public sealed class DocumentScan(
    IMalwareScan scan, IOptions<DocumentOptions> options, DocumentMetrics metrics, ILogger<DocumentScan> logger)
{
    private static readonly EventId Malware = new(17_002, "DocumentMalware");
    private static readonly EventId Unanswered = new(17_003, "DocumentScanUnanswered");

    /// <summary>What becomes of the document, and what the scanner calls the malware in it.</summary>
    /// <exception cref="OutageException">The scanner gave no answer that can be used: the document must wait.</exception>
    public async Task<(ScanVerdict Verdict, string? Signature)> RunAsync(
        BlobClient blob, Stream content, DocumentRecord record, CancellationToken cancellation)
    {
        ScanResult result;
        try
        {
            result = await scan.ScanAsync(blob, content, cancellation);
        }
        catch (OutageException exception)
        {
            metrics.Unanswered();
            logger.LogWarning(Unanswered, exception, "The scan of {Type}, version {Version}, of {Application} failed; it waits",
                record.Type, record.Version, record.Application);
            throw;
        }

        var verdict = DecideScan.Of(result, options.Value.RequiresScan);
        if (result.Outcome == ScanOutcome.Malware)
        {
            metrics.Malware();
            logger.LogError(Malware, "Security: malware {Signature} in {Type}, version {Version}, of application {Application}",
                result.Detail, record.Type, record.Version, record.Application);
        }
        else if (verdict.Waits)
        {
            metrics.Unanswered();
            logger.LogWarning(Unanswered, "The document {Type}, version {Version}, of application {Application} waits for its scan",
                record.Type, record.Version, record.Application);
        }

        return (verdict, result.Outcome == ScanOutcome.Malware ? result.Detail : null);
    }
}
