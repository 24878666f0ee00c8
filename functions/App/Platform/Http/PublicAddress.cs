using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace FunctionsApp.Platform.Http;

/// <summary>Where the public reaches the app: setting <c>PublicBaseUrl</c>, default http://localhost:7071.</summary>
/// <remarks>Never taken from a request: its Host header is the caller's to choose.</remarks>
public sealed class PublicAddress(IConfiguration settings)
{
    private readonly string root = (settings["PublicBaseUrl"] is { Length: > 0 } url ? url : "http://localhost:7071").TrimEnd('/');

    public bool IsHttps => root.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a page at this address is the app's own; on loopback also under the name that the request was sent to.</summary>
    /// <param name="host">The request's. On Azure it is not compared: behind the edge it is another one.</param>
    public bool IsOwn(Uri page, HostString host) => IsSame(page, new Uri(root))
        || (new Uri(root).IsLoopback && page.IsLoopback && page.Scheme == Uri.UriSchemeHttp && page.Authority == host.Value);

    private static bool IsSame(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <param name="path">Of a page, without its leading slash.</param>
    public Uri PageOf(string path) => new($"{root}/{path}");

    /// <param name="path">Below /api, for example <c>warnings/feed</c>.</param>
    public Uri Of(string path) => new($"{root}/api/{path}");
}
