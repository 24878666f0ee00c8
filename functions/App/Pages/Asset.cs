using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FunctionsApp.Pages;

/// <summary>A file that pages load, embedded in the app.</summary>
/// <param name="Hash">Of its content, in its address.</param>
public sealed record Asset(string Name, string MediaType, string Hash, byte[] Content)
{
    private const string Folder = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = typeof(Asset).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(Load).ToFrozenDictionary(asset => asset.Name);

    public string Path => $"/assets/{Hash}/{Name}";

    /// <summary>Null when there is none of this name.</summary>
    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">There is none of this name.</exception>
    public static string PathOf(string name) => Find(name)?.Path ?? throw new InvalidOperationException($"There is no asset {name}.");

    private static Asset Load(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var name = resource[Folder.Length..];
        return new Asset(name, MediaTypeOf(name), Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)), content);
    }

    private static string MediaTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No media type is known for {other}."),
    };
}
