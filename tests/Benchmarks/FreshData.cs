using System.Net;
using System.Net.Sockets;
using LocalHost;
using LocalHost.Azurite;

namespace Benchmarks;

/// <summary>An empty data folder and a storage emulator of its own, beside whatever else runs.</summary>
internal sealed record FreshData(string Folder, AzuriteSettings Azurite)
{
    public static FreshData For(string benchmark)
    {
        var local = CommandLine.LocalFolder();
        var folder = Path.Combine(local, "bench", benchmark);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var first = ThreeFreePorts();
        return new FreshData(
            folder, new AzuriteSettings(Path.Combine(folder, "azurite"), AzuriteInstall.SharedFolder(), first, first + 1, first + 2));
    }

    /// <summary>The first of three in a row, as LocalHost's command line wants them.</summary>
    private static int ThreeFreePorts()
    {
        while (true)
        {
            var listeners = new List<TcpListener>();
            try
            {
                var port = 0;
                while (listeners.Count < 3 && port <= ushort.MaxValue)
                {
                    listeners.Add(new TcpListener(IPAddress.Loopback, port));
                    listeners[^1].Start();
                    port = ((IPEndPoint)listeners[^1].LocalEndpoint).Port + 1;
                }

                if (listeners.Count == 3) return ((IPEndPoint)listeners[0].LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // A neighbour is taken: look elsewhere.
            }
            finally
            {
                foreach (var listener in listeners) listener.Dispose();
            }
        }
    }
}
