using System.Net;
using System.Net.Sockets;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Deliveries;

/// <summary>An address to which the app does not connect.</summary>
public sealed class EndpointRefusedException() : IOException("The address is not a public one.");

/// <summary>Which endpoints the app sends to: public addresses alone, whatever form they are written in.</summary>
/// <remarks>Source: the registries of special-purpose addresses of RFC 6890, and the platform addresses of Azure.</remarks>
public static class EndpointGuard
{
    public const int MaxUrl = 1000;

    private static readonly IPNetwork[] RefusedV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's wire server: public by its number, and reachable from every host.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Global unicast; what wraps an address of IPv4 as compatible or NAT64 is outside.</summary>
    /// <remarks>A mapped one is compared as if it were of IPv4, and is in every network of IPv6.</remarks>
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] RefusedV6 =
    [
        // IETF assignments with Teredo, benchmarking and ORCHID; documentation; 6to4; AS112.
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !RefusedV4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address is { ScopeId: 0, IsIPv4MappedToIPv6: false } && GlobalV6.Contains(address)
            && !RefusedV6.Any(network => network.Contains(address)),
        _ => false,
    };

    /// <summary>Whether the app connects to the address.</summary>
    /// <param name="allowLoopback">Also to this machine.</param>
    public static bool Takes(IPAddress address, bool allowLoopback) =>
        IsPublic(address) || (allowLoopback && IPAddress.IsLoopback(address) && !address.IsIPv4MappedToIPv6);

    /// <summary>The URL as it is kept. Names are not resolved here: what they resolve to is checked at each connection.</summary>
    /// <exception cref="ProblemException">invalid-endpoint.</exception>
    public static Uri Checked(string url, bool allowLoopback)
    {
        if (url.Length > MaxUrl || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) throw DeliveryProblems.InvalidEndpoint.With();
        var isOwn = allowLoopback && uri.IsLoopback;
        if (uri.Scheme != Uri.UriSchemeHttps && !(isOwn && uri.Scheme == Uri.UriSchemeHttp)) throw DeliveryProblems.InvalidEndpoint.With();
        // A name of numbers, in digits of any script, is read as an address by some resolvers, and by others as a name.
        var name = uri.IdnHost.Trim('[', ']').TrimEnd('.');
        var isTaken = IPAddress.TryParse(name, out var address)
            ? Takes(address, allowLoopback)
            : isOwn || (name.Contains('.') && !char.IsDigit(LastLabel(uri.Host)[0]) && !char.IsDigit(LastLabel(name)[0]));
        return isTaken ? uri : throw DeliveryProblems.InvalidEndpoint.With();
    }

    private static string LastLabel(string host) => host.TrimEnd('.') is { Length: > 0 } name ? name[(name.LastIndexOf('.') + 1)..] : "0";
}
