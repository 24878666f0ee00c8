using System.Net;
using System.Net.Sockets;
using System.Text;
using FunctionsApp.Deliveries;
using Microsoft.Extensions.Options;

namespace App.Tests.Deliveries;

/// <summary>Requests to endpoints that do not behave, each one a socket of the test.</summary>
public sealed class EndpointClientTests : IDisposable
{
    private static readonly EndpointLimits Patient = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int connections;

    public EndpointClientTests() => listener.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task Post_Answer_IsRead()
    {
        var served = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        var answer = await PostAsync(Client(allowLoopback: true));
        Assert.Equal((200, "hello", true), (answer.Status, answer.Answer, answer.IsTaken));
        var request = await served;
        Assert.Contains("X-Word: yes", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("accept-encoding", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1", "8.8.8.8")]
    [InlineData("8.8.8.8", "169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task Post_NameLeadsInside_ConnectsNowhere(params string[] addresses)
    {
        using var client = Client(allowLoopback: false, resolve: (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
        Assert.Equal(AttemptFault.Address, (await PostAsync(client, "rebound.example.com")).Fault);
        Assert.Equal(0, connections);
    }

    [Fact]
    public async Task Post_NameChangesAfterCheck_IsResolvedOnceForEachConnection()
    {
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);
        using var client = Client(allowLoopback: true, resolve: (_, _) => Task.FromResult(new[] { answers.Dequeue() }));
        var served = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.True((await PostAsync(client, "rebound.example.com")).IsTaken);
        await served;
        Assert.Equal(AttemptFault.Address, (await PostAsync(client, "rebound.example.com")).Fault);
        Assert.Empty(answers);
    }

    [Fact]
    public async Task Post_NameUnknown_IsFaultOfAddress()
    {
        using var client = Client(allowLoopback: false, resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        Assert.Equal(AttemptFault.Address, (await PostAsync(client, "nowhere.example.com")).Fault);
    }

    [Fact]
    public async Task Post_Redirect_IsNotFollowed()
    {
        var served = ServeAsync($"HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:{Port}/inside\r\nContent-Length: 0\r\n\r\n");
        using var client = Client(allowLoopback: true);
        var answer = await PostAsync(client);
        Assert.Equal((307, false), (answer.Status, answer.IsTaken));
        await served;
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task Post_NoAnswer_TimesOut()
    {
        var waiting = listener.AcceptTcpClientAsync(Cancellation).AsTask();
        using var client = Client(allowLoopback: true, limits: new(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(200)));
        Assert.Equal(AttemptFault.Timeout, (await PostAsync(client)).Fault);
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Post_AnswerOfTenGigabytes_IsReadToItsLimit()
    {
        var served = ServeAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {10L << 30}\r\n\r\n{new string('x', 200_000)}");
        using var client = Client(allowLoopback: true);
        Assert.Equal(64 * 1024, (await PostAsync(client)).Answer!.Length);
        await served;
    }

    [Fact]
    public async Task Post_HeadersWithoutEnd_AreNotRead()
    {
        var served = ServeAsync($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100_000)}");
        using var client = Client(allowLoopback: true);
        Assert.Equal(AttemptFault.Connection, (await PostAsync(client)).Fault);
        await served;
    }

    [Fact]
    public async Task Post_NoHttp_IsFaultOfConnection()
    {
        var served = ServeAsync("220 mail.example.com ESMTP\r\n");
        using var client = Client(allowLoopback: true);
        Assert.Equal(AttemptFault.Connection, (await PostAsync(client)).Fault);
        await served;
    }

    private static EndpointClient Client(
        bool allowLoopback, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, EndpointLimits? limits = null) =>
        new(
            resolve ?? Dns.GetHostAddressesAsync, limits ?? Patient,
            Options.Create(new DeliveryOptions { AllowLoopback = allowLoopback }));

    private Task<EndpointAnswer> PostAsync(EndpointClient client, string host = "127.0.0.1") => client.PostAsync(
        new Uri($"http://{host}:{Port}/hook"), "application/json", "{}", new Dictionary<string, string> { ["X-Word"] = "yes" }, true,
        Cancellation);

    /// <summary>Answers one request with these bytes; gives its head.</summary>
    private async Task<string> ServeAsync(string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        Interlocked.Increment(ref connections);
        var stream = client.GetStream();
        var (head, buffer) = ("", new byte[4096]);
        while (!head.EndsWith("{}", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, Cancellation);
            if (read == 0) break;
            head += Encoding.UTF8.GetString(buffer, 0, read);
        }

        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), Cancellation);
        }
        catch (IOException)
        {
            // The client has read enough.
        }

        return head;
    }
}
