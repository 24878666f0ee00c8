using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FunctionsApp.Documents.Scanning;

/// <summary>Where clamd listens: <c>host:port</c>, or the path of its socket on this machine.</summary>
public static class ClamdAddress
{
    /// <summary>Null where the text is neither.</summary>
    public static EndPoint? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Path.IsPathRooted(text)) return new UnixDomainSocketEndPoint(text);
        // An IPv6 address has colons of its own and is written in brackets: [::1]:3310.
        var end = text.LastIndexOf(':');
        if (end < 1 || !int.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort) return null;
        var host = text[..end].Trim('[', ']');
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port)
            : Uri.CheckHostName(host) == UriHostNameType.Dns ? new DnsEndPoint(host, port) : null;
    }
}
