using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LocalHost.Http;

/// <summary>Where LocalHost listens: loopback, because anyone who reaches it may be anyone.</summary>
internal static class LoopbackAddress
{
    /// <summary>Bytes of a body that the Functions host takes by default (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT).</summary>
    public const long LargestBody = 104_857_600;

    /// <summary>Asked before anything else starts: a trigger must not run for a host that then cannot listen.</summary>
    /// <exception cref="LocalHostException">Something listens on the port.</exception>
    public static void RequireFree(int port)
    {
        if (port == 0) return;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw StartFailure.Port(port, taken);
        }
    }

    /// <param name="port">0: any free one.</param>
    public static Action<KestrelServerOptions> Listen(int port) => options =>
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = LargestBody;
        // Kestrel picks a free port for one address only, not for both of "localhost".
        if (port != 0) options.ListenLocalhost(port);
        else options.Listen(IPAddress.Loopback, port);
    };
}
