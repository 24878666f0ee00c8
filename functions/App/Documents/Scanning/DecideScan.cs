using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking;

namespace FunctionsApp.Documents.Scanning;

/// <summary>What a scan's result means for the document.</summary>
/// <param name="State">With which it may be accepted; null where it may not be, or not yet.</param>
/// <param name="Rejection">Null where none is due. Where both are null, the document waits.</param>
public readonly record struct ScanVerdict(ScanState? State, Rejection? Rejection)
{
    public bool Waits => State is null && Rejection is null;
}

/// <summary>Only a scanner's own word makes a document clean; what was not scanned passes only where no scan is required.</summary>
public static class DecideScan
{
    /// <param name="required">Whether a document needs a scan before anyone reads it.</param>
    public static ScanVerdict Of(ScanResult result, bool required) => result.Outcome switch
    {
        ScanOutcome.Clean => new(ScanState.Clean, null),
        ScanOutcome.Malware => new(null, Rejections.Malware),
        ScanOutcome.NotScannable => required ? new(null, Rejections.NotScannable) : new(ScanState.Unscanned, null),
        ScanOutcome.None => required ? default : new(ScanState.Unscanned, null),
        ScanOutcome.Pending => default,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
