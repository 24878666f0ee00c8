using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Documents.Scanning;

/// <summary>What clamd answers to INSTREAM, without the NUL at its end.</summary>
public static class ClamdAnswer
{
    internal const string Ok = $"{Stream}OK";

    private const string Stream = "stream: ";
    private const string Found = " FOUND";

    // Under AlertExceedsMax clamd calls by this name what is beyond its limits: no malware was found.
    private const string Exceeded = "Heuristics.Limits.Exceeded";

    /// <exception cref="OutageException">It is none of the answers that the protocol knows, or states a failure of clamd.</exception>
    public static ScanResult Read(string answer)
    {
        if (answer == Ok) return ScanResult.Clean;
        if (answer.StartsWith(Stream, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal)
            && answer.Length > Stream.Length + Found.Length)
        {
            var signature = answer[Stream.Length..^Found.Length];
            return signature.StartsWith(Exceeded, StringComparison.Ordinal) ? ScanResult.NotScannable(signature)
                : ScanResult.Malware(signature);
        }

        if (answer == "INSTREAM size limit exceeded. ERROR") return ScanResult.NotScannable(answer);
        throw new OutageException("clamd answered neither OK nor FOUND");
    }
}
