using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Documents;

/// <summary>The metadata of a blob: which upload it is.</summary>
/// <param name="Trace">Of the upload, see <see cref="Tracing.Current"/>: the check continues it.</param>
public sealed record DocumentTag(string Application, string Type, int Version, string FileName, string? Trace = null)
{
    // Metadata are HTTP headers: the file name travels percent-encoded.
    public Dictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            ["application"] = Application,
            ["type"] = Type,
            ["version"] = Version.ToString(CultureInfo.InvariantCulture),
            ["filename"] = Uri.EscapeDataString(FileName),
        };
        if (Trace is not null) metadata[Tracing.TraceParent] = Trace;
        return metadata;
    }

    /// <summary>Null when the blob is not one of our uploads.</summary>
    public static DocumentTag? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("application", out var application)
        && metadata.TryGetValue("type", out var type)
        && metadata.TryGetValue("version", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new DocumentTag(
                application, type, version,
                metadata.TryGetValue("filename", out var name) ? Uri.UnescapeDataString(name) : "",
                metadata.TryGetValue(Tracing.TraceParent, out var trace) ? trace : null)
            : null;
}
