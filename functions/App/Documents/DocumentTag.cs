using System.Globalization;

namespace FunctionsApp.Documents;

/// <summary>What a blob says of itself in its metadata: which upload it is.</summary>
public sealed record DocumentTag(string Application, string Type, int Version, string FileName)
{
    // Metadata are HTTP headers: the file name travels percent-encoded.
    public Dictionary<string, string> ToMetadata() => new()
    {
        ["application"] = Application,
        ["type"] = Type,
        ["version"] = Version.ToString(CultureInfo.InvariantCulture),
        ["filename"] = Uri.EscapeDataString(FileName),
    };

    /// <summary>Null when the blob is not one of our uploads.</summary>
    public static DocumentTag? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("application", out var application)
        && metadata.TryGetValue("type", out var type)
        && metadata.TryGetValue("version", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new DocumentTag(application, type, version, metadata.TryGetValue("filename", out var name) ? Uri.UnescapeDataString(name) : "")
            : null;
}
