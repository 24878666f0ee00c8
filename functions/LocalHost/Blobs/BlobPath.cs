using System.Text.RegularExpressions;

namespace LocalHost.Blobs;

/// <summary>The path of a blob trigger: every blob of a container, whose name the function takes under a name of its own.</summary>
public sealed partial record BlobPath(string Container, string Part)
{
    /// <summary>Reads "container/{part}".</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static BlobPath Parse(string path) => Pattern().Match(path) is { Success: true } match
        ? new BlobPath(match.Groups[1].Value, match.Groups[2].Value)
        : throw new FormatException($"The blob path {path} is not of the form container/{{name}}.");

    [GeneratedRegex(@"^([^/{}]+)/\{(\w+)\}$")]
    private static partial Regex Pattern();
}
