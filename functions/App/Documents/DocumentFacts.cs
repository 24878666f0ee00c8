using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>Names of the facts of Documents.</summary>
public static class DocumentFacts
{
    public const string Uploaded = "DocumentUploaded";
    public const string Accepted = "DocumentAccepted";
    public const string Rejected = "DocumentRejected";
}

/// <summary>Data of DocumentUploaded and DocumentAccepted.</summary>
public sealed record DocumentContent(string Type, int Version, long Bytes, string Sha256);

/// <summary>Data of DocumentRejected.</summary>
public sealed record DocumentRejection(string Type, int Version, LocalizedText Reason);
