using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Messaging;

namespace Scenarios.Fixtures;

/// <summary>Takes connections and never answers.</summary>
internal sealed class SilentBroker : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> connections = [];
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;

    public SilentBroker()
    {
        listener.Start();
        Client = new ServiceBusClient(Connection(((IPEndPoint)listener.LocalEndpoint).Port), Patient());
        accepting = AcceptAsync();
    }

    public ServiceBusClient Client { get; }

    /// <summary>Completes when someone has begun to send.</summary>
    public Task Connected => connected.Task;

    /// <summary>A client of a broker that does not listen.</summary>
    public static ServiceBusClient Refused()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return new ServiceBusClient(Connection(port), BusRetries.Bound());
    }

    /// <summary>Ends the connections: who waits gets an error, and no other connection.</summary>
    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        connections.ForEach(connection => connection.Dispose());
        await Client.DisposeAsync();
    }

    // Whoever waits for the broker waits as long as the test does.
    private static ServiceBusClientOptions Patient()
    {
        var options = BusRetries.Bound();
        options.RetryOptions.TryTimeout = TimeSpan.FromHours(1);
        return options;
    }

    private static string Connection(int port) =>
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(await listener.AcceptSocketAsync());
                connected.TrySetResult();
            }
        }
        catch (SocketException)
        {
            // It listens no more.
        }
    }
}
