using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LocalHost.Azurite;

/// <summary>Ports for what listens later: no other process that asks here gets them while this one runs, and no outgoing connection.</summary>
public static class FreePorts
{
    /// <summary>Below the ports that Linux, macOS and Windows give to outgoing connections, which take one at any moment.</summary>
    private const int First = 20_000;

    private const int End = 30_000;
    private const int Row = 3;

    /// <summary>One listener before each row keeps it; the system ends it with the process, also a killed one.</summary>
    private static readonly ConcurrentBag<TcpListener> Keepers = [];

    /// <summary>The first of three ports in a row that nothing listens on.</summary>
    public static int ThreeInARow()
    {
        while (true)
        {
            var keeper = First + (Random.Shared.Next((End - First) / (Row + 1)) * (Row + 1));
            if (Listen(keeper) is not { } kept) continue;
            var row = Enumerable.Range(keeper + 1, Row).Select(Listen).ToList();
            foreach (var listener in row) listener?.Dispose();
            if (row.Contains(null))
            {
                kept.Dispose();
                continue;
            }

            Keepers.Add(kept);
            return keeper + 1;
        }
    }

    private static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
