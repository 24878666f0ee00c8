using System.Net;
using System.Net.Sockets;
using LocalHost.Azurite;
using LocalHost.Tests;

[assembly: AssemblyFixture(typeof(TestStorage))]

namespace LocalHost.Tests;

/// <summary>One storage emulator for all tests of the assembly, started by the first that needs it.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("localhost-tests-").FullName;
    private readonly Lazy<Task<AzuriteProcess>> process;

    public TestStorage() => process = new(StartAsync);

    public async Task<AzuriteSettings> SettingsAsync() => (await process.Value).Settings;

    /// <summary>An emulator of a test's own.</summary>
    public static AzuriteSettings Own(string data)
    {
        var ports = FreePorts(3);
        return new AzuriteSettings(data, CommandLine.LocalFolder(), ports[0], ports[1], ports[2]);
    }

    public async ValueTask DisposeAsync()
    {
        if (process.IsValueCreated) await (await process.Value).DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task<AzuriteProcess> StartAsync()
    {
        var azurite = new AzuriteProcess(Own(data), _ => { });
        await azurite.StartAsync(CancellationToken.None);
        return azurite;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Stop();
        return ports;
    }
}
