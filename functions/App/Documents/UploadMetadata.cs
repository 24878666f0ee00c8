using System.Globalization;

namespace FunctionsApp.Documents;

/// <summary>What an uploaded blob says of itself. Metadata is ASCII, so the user's file name is percent-encoded.</summary>
internal static class UploadMetadata
{
    public static Dictionary<string, string> Write(Document document) => new()
    {
        ["application"] = document.ApplicationId,
        ["type"] = document.Type,
        ["version"] = document.Version.ToString(CultureInfo.InvariantCulture),
        ["filename"] = Uri.EscapeDataString(document.FileName),
    };

    /// <summary>Null when the blob was not uploaded by this app.</summary>
    public static (string ApplicationId, string Type, int Version)? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("application", out var application)
        && metadata.TryGetValue("type", out var type)
        && metadata.TryGetValue("version", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (application, type, version)
            : null;
}
