using System.Net;
using System.Net.Sockets;
using LocalHost.Azurite;

namespace LocalHost.Tests.Azurite;

public sealed class FreePortsTests
{
    [Fact]
    public void ThreeInARow_ManyAtOnce_GivesNoPortTwice()
    {
        var ports = Enumerable.Range(0, 200).AsParallel().Select(_ => FreePorts.ThreeInARow()).AsEnumerable()
            .SelectMany(first => Enumerable.Range(first, 3)).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }

    [Fact]
    public void ThreeInARow_Given_ArePortsThatNoOutgoingConnectionTakes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The range of outgoing connections is read where Linux has it.");
        var least = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0]);

        Assert.InRange(FreePorts.ThreeInARow() + 2, 1024, least - 1);
    }

    [Fact]
    public void ThreeInARow_Given_CanBeListenedOn()
    {
        var first = FreePorts.ThreeInARow();

        foreach (var port in Enumerable.Range(first, 3))
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            Assert.Equal(port, ((IPEndPoint)listener.LocalEndpoint).Port);
        }
    }
}
