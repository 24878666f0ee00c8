using Microsoft.Extensions.Configuration;

namespace FunctionsApp.Platform.Http;

/// <summary>Where the public reaches the app: setting <c>PublicBaseUrl</c>, default http://localhost:7071.</summary>
/// <remarks>Never taken from a request: its Host header is the caller's to choose.</remarks>
public sealed class PublicAddress(IConfiguration settings)
{
    private readonly string root = (settings["PublicBaseUrl"] is { Length: > 0 } url ? url : "http://localhost:7071").TrimEnd('/');

    /// <param name="path">Below /api, for example <c>warnings/feed</c>.</param>
    public Uri Of(string path) => new($"{root}/api/{path}");
}
