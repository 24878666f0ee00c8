using System.Net.Sockets;

namespace LocalHost.Azurite;

/// <summary>Tells an emulator that listens from a free port and from something else.</summary>
internal static class BlobProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Whether a blob service answers on the blob port; false: nothing listens there.</summary>
    /// <exception cref="LocalHostException">Something else listens there.</exception>
    public static async Task<bool> AnswersAsync(AzuriteSettings settings, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Limit };
        try
        {
            using var answer = await client.GetAsync(settings.BlobProbe, cancellation);
            if (answer.Headers.Contains("x-ms-request-id")) return true;
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return false;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // It listens and does not speak HTTP in time.
        }

        throw new LocalHostException($"Port {settings.BlobPort} is taken by something that is no blob service. Free it or choose another with --azurite-port.");
    }
}
