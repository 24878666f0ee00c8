using System.Net.Sockets;
using System.Text;

namespace Scenarios.Fixtures;

/// <summary>A request written by hand, for what a well-behaved client cannot do.</summary>
public sealed class RawHttpRequest : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private RawHttpRequest()
    {
    }

    /// <summary>Bytes of the body that were sent.</summary>
    public long Sent { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="headers">Lines after Host and Authorization.</param>
    public static async Task<RawHttpRequest> BeginAsync(CityUnderTest city, string user, string line, params IReadOnlyList<string> headers)
    {
        var raw = new RawHttpRequest();
        await raw.socket.ConnectAsync(city.App.BaseAddress.Host, city.App.BaseAddress.Port, Cancellation);
        var head = string.Join("\r\n", [$"{line} HTTP/1.1", $"Host: localhost:{city.App.BaseAddress.Port}", $"Authorization: Dev {user}", .. headers, "", ""]);
        await raw.socket.SendAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        return raw;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> body)
    {
        Sent += await socket.SendAsync(body, Cancellation);
    }

    public async Task SendChunkAsync(byte[] body)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), Cancellation);
        await SendAsync(body);
        await socket.SendAsync("\r\n"u8.ToArray(), Cancellation);
    }

    /// <summary>The next line of the answer's head; for an answer, its status.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await socket.ReceiveAsync(one, Cancellation) > 0 && one[0] != '\n') line.Append((char)one[0]);
        return line.ToString().TrimEnd('\r');
    }

    /// <summary>Says that nothing more comes, and reads what is answered, until the server closes.</summary>
    public async Task<string> EndAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Cancellation) is > 0 and var read) answer.Write(buffer, 0, read);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // A server that closes before it has read everything resets the connection.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>Breaks the connection off.</summary>
    public void Abort()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => socket.Dispose();
}
