using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace App.Tests.Documents.Scanning;

/// <summary>A server that is asked as clamd is, and behaves as the test wants.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public FakeClamd(Func<NetworkStream, CancellationToken, Task> answer)
    {
        listener.Start();
        serving = ServeAsync(answer);
    }

    public EndPoint Address => listener.LocalEndpoint;

    /// <summary>A document with its end, as the protocol sends it.</summary>
    public static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, cancellation);
        Assert.Equal("zINSTREAM\0"u8.ToArray(), command);
        using var content = new MemoryStream();
        for (var length = new byte[4]; ;)
        {
            await stream.ReadExactlyAsync(length, cancellation);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is var bytes && bytes == 0) return content.ToArray();
            var chunk = new byte[bytes];
            await stream.ReadExactlyAsync(chunk, cancellation);
            content.Write(chunk);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        listener.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        using var client = await listener.AcceptSocketAsync(stop.Token);
        await using var stream = new NetworkStream(client);
        await answer(stream, stop.Token);
    }
}
