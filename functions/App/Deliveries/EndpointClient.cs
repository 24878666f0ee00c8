using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

/// <summary>Why an attempt failed without an answer.</summary>
public enum AttemptFault
{
    /// <summary>The name leads to an address that is not public, or to none.</summary>
    Address,

    /// <summary>No connection, no TLS, or an answer that is no HTTP.</summary>
    Connection,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The secret cannot be read any more: its owner must change it.</summary>
    Secret,
}

/// <summary>What came of one request.</summary>
/// <param name="Status">Of HTTP; null where there was no answer.</param>
/// <param name="Answer">The begin of the body where it was asked for.</param>
public sealed record EndpointAnswer(int? Status, AttemptFault? Fault = null, string? Answer = null)
{
    /// <summary>A redirect is no success: it is not followed.</summary>
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>How long an endpoint may take.</summary>
public sealed record EndpointLimits(TimeSpan Connect, TimeSpan Total)
{
    public static readonly EndpointLimits Usual = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
}

/// <summary>
/// Sends to endpoints that strangers named. It resolves names itself, refuses addresses that are not public, and connects to the very
/// address that it checked: a name that changes between check and connection leads nowhere else.
/// </summary>
/// <param name="resolve">Addresses of a name.</param>
public sealed class EndpointClient(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve, EndpointLimits limits, IOptions<DeliveryOptions> options) : IDisposable
{
    private const int MaxAnswer = 64 * 1024;

    private readonly Lazy<HttpClient> client = new(() => new HttpClient(Handler(resolve, limits, options.Value.AllowLoopback))
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = HttpVersion.Version11,
    });

    /// <param name="reads">Whether the begin of the answer's body is wanted; otherwise it is not read.</param>
    public async Task<EndpointAnswer> PostAsync(
        Uri endpoint, string mediaType, string body, IReadOnlyDictionary<string, string> headers, bool reads,
        CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(limits.Total);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.UserAgent.ParseAdd("high-tech-services-webhooks/1");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        try
        {
            using var response = await client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new EndpointAnswer(
                (int)response.StatusCode, Answer: reads ? await BeginAsync(response.Content, limit.Token) : null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new EndpointAnswer(null, AttemptFault.Timeout);
        }
        catch (HttpRequestException fault)
        {
            return new EndpointAnswer(null, FaultOf(fault));
        }
        catch (IOException)
        {
            return new EndpointAnswer(null, AttemptFault.Connection);
        }
    }

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }

    private static AttemptFault FaultOf(HttpRequestException fault) =>
        fault.InnerException is EndpointRefusedException || fault.HttpRequestError == HttpRequestError.NameResolutionError
            ? AttemptFault.Address : AttemptFault.Connection;

    private static async Task<string> BeginAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var begin = new byte[MaxAnswer];
        var read = await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(begin, 0, read);
    }

    private static SocketsHttpHandler Handler(
        Func<string, CancellationToken, Task<IPAddress[]>> resolve, EndpointLimits limits, bool allowLoopback) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = limits.Connect,
        MaxResponseHeadersLength = 16,
        // What is left of an answer is not worth a connection.
        MaxResponseDrainSize = 0,
        // An endpoint's URL may hold a secret: no span has it, and no trace of the app leaves it.
        ActivityHeadersPropagator = null,
        ConnectCallback = async (context, cancellation) =>
        {
            var addresses = await AddressesAsync(resolve, context.DnsEndPoint.Host, cancellation);
            if (addresses.Length == 0 || !addresses.All(address => EndpointGuard.Takes(address, allowLoopback)))
            {
                throw new EndpointRefusedException();
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private static async Task<IPAddress[]> AddressesAsync(
        Func<string, CancellationToken, Task<IPAddress[]>> resolve, string host, CancellationToken cancellation)
    {
        try
        {
            return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await resolve(host, cancellation);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
