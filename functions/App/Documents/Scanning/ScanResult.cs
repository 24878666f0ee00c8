namespace FunctionsApp.Documents.Scanning;

public enum ScanOutcome
{
    /// <summary>There is no scanner.</summary>
    None,

    Clean,
    Malware,

    /// <summary>The scanner cannot read it: too large, protected, or of a kind that it does not know.</summary>
    NotScannable,

    /// <summary>The scanner has not answered yet.</summary>
    Pending,
}

/// <summary>What a scanner found in a document.</summary>
/// <param name="Detail">The signature's name, or why it was not scanned; for operators alone.</param>
public sealed record ScanResult(ScanOutcome Outcome, string? Detail = null)
{
    private const int LongestDetail = 200;

    public static readonly ScanResult Clean = new(ScanOutcome.Clean);

    public static readonly ScanResult Pending = new(ScanOutcome.Pending);

    public static ScanResult Malware(string? signature) => new(ScanOutcome.Malware, Plain(signature));

    public static ScanResult NotScannable(string reason) => new(ScanOutcome.NotScannable, Plain(reason));

    // Another program's text: one line of a log, of bounded length.
    private static string? Plain(string? text) => text is null ? null
        : string.Concat(text.Where(letter => !char.IsControl(letter)).Take(LongestDetail));
}
