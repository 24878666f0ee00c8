using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LocalHost.Http;

/// <summary>Where LocalHost listens: loopback, because anyone who reaches it may be anyone.</summary>
internal static class LoopbackAddress
{
    private const long LargestUpload = 2L << 30;

    /// <param name="host">"localhost" or a loopback address.</param>
    /// <param name="port">0: any free one.</param>
    /// <exception cref="LocalHostException">The host is not loopback.</exception>
    public static Action<KestrelServerOptions> Listen(string host, int port)
    {
        var named = host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        var address = named ? IPAddress.Loopback : IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed : null;
        if (address is null || !IPAddress.IsLoopback(address))
        {
            throw new LocalHostException($"LocalHost signs in whoever asks, so it listens on localhost only, not on {host}.");
        }

        return options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestUpload;
            // Kestrel picks a free port for one address only, not for both of "localhost".
            if (named && port != 0) options.ListenLocalhost(port);
            else options.Listen(address, port);
        };
    }
}
